import { useState } from 'preact/hooks';
import { newId } from '../store/ids.ts';
import { number } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { PushConsent, WireHousehold, WireSeason } from '../wire.ts';
import { AskConsent, consentTo } from './Consents.tsx';
import { SeasonForm } from './SeasonForm.tsx';
import { cong, costChange } from '../store/seasons.ts';

/** "Lúa · đông xuân 2024". */
export const seasonTitle = (of: WireSeason): string => `${t(`crop.${of.crop}` as Key)} · ${seasonName(of)}`;
const seasonName = (of: WireSeason): string => t('season.of', { season: t(`season.${of.season}` as Key), year: of.year });

/** "Chi phí giảm 20 % so với vụ trước", or nothing when that cannot be said. */
export function changeSentence(of: WireSeason, all: readonly WireSeason[]): string | null {
  const change = costChange(of, all);
  if (change === null) return null;
  const percent = Math.round(Math.abs(change));
  return percent === 0 ? t('season.same') : t(change < 0 ? 'season.less' : 'season.more', { percent: number(percent) });
}

/** What the household tells of its seasons, for itself and for its neighbours' figures; asked for first, and only kept while it agrees. */
export function Seasons({ door, onClose }: { door: WireHousehold; onClose: () => void }) {
  const [consent, agree] = useState<PushConsent | null>(null);
  const known = door.seasons ?? [];
  const [open, setOpen] = useState<WireSeason | 'new' | null>(known.length > 0 ? null : 'new');
  const mayKeep = consentTo(door, 'season') !== undefined || consent !== null;
  const title = mayKeep && open !== null && open !== 'new' ? seasonTitle(open) : t('season.title');
  return (
    <Sheet title={title} onClose={onClose}>
      {!mayKeep ? (
        <AskConsent
          door={door}
          purpose="season"
          onAgree={(method, language) => agree({ id: newId(now), householdId: door.id, purpose: 'season', method, language })}
          onClose={onClose}
        />
      ) : open === null ? (
        <div class="form">
          <ul class="list">
            {known.map(one => (
              <li key={seasonTitle(one)}>
                <button type="button" class="row" onClick={() => setOpen(one)}>
                  <Icon name="plant-2" />
                  <span class="grow">
                    <b>{seasonTitle(one)}</b>
                    <small class="figures">{summary(one)}</small>
                    {changeSentence(one, known) && <small class="figures">{changeSentence(one, known)}</small>}
                  </span>
                  <Icon name="pencil" />
                </button>
              </li>
            ))}
          </ul>
          <button type="button" class="main" onClick={() => setOpen('new')}>
            <Icon name="plus" />
            {t('season.add')}
          </button>
        </div>
      ) : (
        <SeasonForm door={door} account={open === 'new' ? null : open} consent={consent} onDone={onClose} />
      )}
    </Sheet>
  );
}

const summary = (of: WireSeason): string =>
  [
    of.area != null && t('crops.cong', { n: number(of.area / cong) }),
    of.harvest != null && t('season.kilos', { n: number(of.harvest) }),
    of.damage != null && of.damage > 0 && t('season.lost', { n: number(of.damage) }),
  ]
    .filter(Boolean)
    .join(' · ') || '—';
