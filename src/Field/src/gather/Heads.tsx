import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import type { WireGathering } from '../wire.ts';
import { tell } from './tell.ts';

const groups = ['0–17', '18–34', '35–59', '60+'];

/** People whose names are not needed, by age and sex. */
export function Heads({ held, onClose }: { held: WireGathering; onClose: () => void }) {
  const [heads, set] = useState(() => groups.flatMap((_, i) => [held.heads[2 * i] ?? 0, held.heads[2 * i + 1] ?? 0]));
  const save = async (): Promise<void> => {
    if (await tell('gathering.count', { gathering: { id: held.id, heads } }, t('gather.counted'))) onClose();
  };
  return (
    <Sheet title={t('gather.heads')} onClose={onClose}>
      <p class="hint">{t('gather.heads.help')}</p>
      <div class="heads">
        <span />
        <b>{t('sex.m')}</b>
        <b>{t('sex.f')}</b>
        {heads.map((count, i) => (
          <>
            {i % 2 === 0 && <b class="figures">{groups[i / 2]}</b>}
            <input
              key={i}
              type="number"
              inputMode="numeric"
              min="0"
              max="999"
              value={count || ''}
              placeholder="0"
              aria-label={`${groups[Math.floor(i / 2)]} ${t(i % 2 === 0 ? 'sex.m' : 'sex.f')}`}
              onInput={event =>
                set(heads.map((old, k) => (k === i ? Math.min(999, Math.max(0, Math.floor(+event.currentTarget.value || 0))) : old)))
              }
            />
          </>
        ))}
      </div>
      <button type="button" class="main" onClick={() => void save()}>
        <Icon name="check" />
        {t('gather.heads.save')}
      </button>
    </Sheet>
  );
}
