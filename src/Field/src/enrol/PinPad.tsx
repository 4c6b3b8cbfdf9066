import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';

const length = 6;

/** Big keys of our own: the phone's keyboard learns what is typed, covers half the screen and misses wet fingers. */
export function PinPad({
  label,
  trouble,
  busy,
  blocked,
  onPin,
}: {
  label: string;
  trouble?: string | undefined;
  busy?: boolean;
  blocked?: boolean;
  onPin: (pin: string) => void;
}) {
  const [pin, setPin] = useState('');
  const press = (digit: string): void => {
    if (busy || blocked || pin.length >= length) return;
    const next = pin + digit;
    setPin(next);
    if (next.length === length) {
      onPin(next);
      setPin('');
    }
  };
  const erase = (): void => setPin(pin.slice(0, -1));
  useEffect(() => {
    const typed = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') erase();
    };
    addEventListener('keydown', typed);
    return () => removeEventListener('keydown', typed);
  });
  return (
    <div class="pin">
      <p class="pin-label">{label}</p>
      <div class="pin-dots" role="img" aria-label={t('pin.typed', { n: pin.length, m: length })}>
        {Array.from({ length }, (_, i) => (
          <i key={i} class={i < pin.length ? 'on' : ''} />
        ))}
      </div>
      <p class="trouble" role="alert">
        {busy ? t('pin.checking') : (trouble ?? '\u00a0')}
      </p>
      <div class="pin-keys">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(digit => (
          <button key={digit} type="button" disabled={busy || blocked} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <span />
        <button type="button" disabled={busy || blocked} onClick={() => press('0')}>
          0
        </button>
        <button type="button" disabled={busy || pin === ''} aria-label={t('pin.erase')} onClick={erase}>
          <Icon name="backspace" />
        </button>
      </div>
    </div>
  );
}
