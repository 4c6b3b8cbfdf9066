import { signal } from '@preact/signals';
import { t } from '../text/text.ts';
import { Icon } from './Icon.tsx';

interface Message {
  text: string;
  tone: 'good' | 'bad' | 'plain';
  undo?: (() => Promise<void>) | undefined;
}

const message = signal<Message | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long "Hoàn tác" stays; the work itself is held a little longer. */
const undoTime = 6000;
export const holdTime = undoTime + 2000;

export function say(text: string, options: { tone?: Message['tone']; undo?: () => Promise<void> } = {}): void {
  clearTimeout(timer);
  message.value = { text, tone: options.tone ?? 'good', undo: options.undo };
  timer = setTimeout(
    () => {
      message.value = null;
    },
    options.undo ? undoTime : 4000,
  );
}

export function Toast() {
  const shown = message.value;
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {shown && (
        <div class={`toast ${shown.tone}`}>
          <Icon name={shown.tone === 'bad' ? 'alert-triangle' : shown.tone === 'good' ? 'check' : 'info-circle'} />
          <span class="grow">{shown.text}</span>
          {shown.undo && (
            <button
              type="button"
              onClick={() => {
                void shown.undo?.();
                message.value = null;
              }}
            >
              <Icon name="arrow-back-up" />
              {t('undo')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
