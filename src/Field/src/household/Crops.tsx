import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { newId } from '../store/ids.ts';
import { number, when } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireCrop, WireHousehold } from '../wire.ts';
import { Seasons } from './Seasons.tsx';
import { cong } from '../store/seasons.ts';

export const crops = ['rice', 'fruit', 'vegetables', 'sugarcane', 'shrimp', 'fish', 'salt', 'livestock', 'other'] as const;

/** What grows here decides which warnings a household is sent. */
export function Crops({ door }: { door: WireHousehold }) {
  const [open, setOpen] = useState<WireCrop | 'new' | null>(null);
  const [keeping, keep] = useState(false);
  return (
    <section>
      <h2>{t('crops.title')}</h2>
      <ul class="list">
        {door.crops?.map(crop => (
          <li key={crop.id}>
            <button type="button" class="row" onClick={() => setOpen(crop)}>
              <Icon name="plant-2" />
              <span class="grow">
                <b>{t(`crop.${crop.crop}` as Key)}</b>
                <small class="figures">
                  {[
                    crop.area != null && t('crops.cong', { n: number(crop.area / cong) }),
                    crop.sownOn && t('crops.sown', { when: when(crop.sownOn) }),
                  ]
                    .filter(Boolean)
                    .join(' · ') || '—'}
                </small>
              </span>
              <Icon name="pencil" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="second wide" onClick={() => setOpen('new')}>
        <Icon name="plus" />
        {t('crops.add')}
      </button>
      <button type="button" class="second wide" onClick={() => keep(true)}>
        <Icon name="report-money" />
        {t('season.title')}
      </button>
      {keeping && <Seasons door={door} onClose={() => keep(false)} />}
      {open && <EditCrop door={door} crop={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function EditCrop({ door, crop, onClose }: { door: WireHousehold; crop: WireCrop | null; onClose: () => void }) {
  const [kind, setKind] = useState<string | null>(crop?.crop ?? null);
  const [area, setArea] = useState(crop?.area == null ? '' : String(crop.area / cong).replace('.', ','));
  const [sown, setSown] = useState(crop?.sownOn ?? '');
  const [asked, ask] = useState(false);
  const size = Number(area.trim().replace(',', '.'));
  const goodArea = area.trim() === '' || (/^\d{1,4}([.,]\d)?$/.test(area.trim()) && size > 0);
  const save = async (ended: boolean): Promise<void> => {
    ask(true);
    if (!kind || !goodArea) return;
    const body = {
      id: crop?.id ?? newId(now),
      householdId: door.id,
      crop: kind,
      area: area.trim() ? Math.round(size * cong) : null,
      sownOn: sown || null,
      ended,
    };
    try {
      await act([mutation('household.crops', { crop: body })]);
      say(t('saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={crop ? t(`crop.${crop.crop}` as Key) : t('crops.add')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void save(false);
        }}
      >
        <Choice
          label={t('crops.what')}
          value={kind}
          options={crops.map(value => ({ value: value as string, text: t(`crop.${value}`) }))}
          onChange={setKind}
        />
        {asked && !kind && (
          <p class="trouble" role="alert">
            {t('crops.needed')}
          </p>
        )}
        <TextField
          label={t('crops.area')}
          help={t('crops.area.help')}
          inputMode="text"
          value={area}
          trouble={asked && !goodArea ? t('crops.area.bad') : undefined}
          onChange={setArea}
        />
        <label class="field">
          <span>{t('crops.day')}</span>
          <input type="date" class="date" value={sown} max={dayOf(now())} onInput={event => setSown(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main">
          {t('save')}
        </button>
        {crop && (
          <button type="button" class="quiet bad" onClick={() => void save(true)}>
            <Icon name="trash" />
            {t('crops.ended')}
          </button>
        )}
      </form>
    </Sheet>
  );
}
