import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import type { WireHousehold } from '../wire.ts';
import { doorsThatGaveWay, fieldOf, valueOf } from './clashes.ts';

/** At the door: which fields two people changed, what stands, and what gave way, until the office has chosen. */
export function Clashes({ door }: { door: WireHousehold }) {
  const { hamlets } = current.value.store.view.value.territory;
  return (
    <>
      {door.clashes?.map(clash => (
        <p key={`${clash.personId}/${clash.field}/${clash.at}`} class="card due">
          <Icon name="info-circle" />
          <span>
            <b>{fieldOf(clash, door)}</b>{' '}
            {t('clash.text', {
              kept: valueOf(clash, clash.kept, hamlets),
              by: clash.keptBy,
              other: valueOf(clash, clash.other, hamlets),
              who: clash.otherBy,
            })}
          </span>
        </p>
      ))}
    </>
  );
}

/** On the day's page: whoever's value gave way is told, whichever phone was first, and where to look. */
export function GaveWay() {
  const { store, member } = current.value;
  return (
    <>
      {doorsThatGaveWay(store.view.value.households.values(), member.name).map(door => (
        <button key={door.id} type="button" class="card due" onClick={() => go(`door/${door.id}`)}>
          <Icon name="info-circle" />
          <span class="grow">{t('clash.yours', { name: door.head })}</span>
          <Icon name="chevron-right" />
        </button>
      ))}
    </>
  );
}
