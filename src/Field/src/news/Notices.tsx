import { whereIs } from '../doors/DoorRow.tsx';
import { twinsOf } from '../household/twins.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import type { Guid } from '../wire.ts';

/**
 * Words of the server's on work that it kept: somebody was first, the notice was cancelled, the household is there twice. They stay until they have
 * been read; on a household's own screen (`of`) only those about it.
 */
export function Notices({ of }: { of?: Guid }) {
  const { noted } = current.value.store;
  return (
    <>
      {noted.value
        .filter(item => of === undefined || item.householdId === of)
        .map(item => (
          <Notice key={item.mutation.id} item={item} away={of === undefined} />
        ))}
    </>
  );
}

function Notice({ item, away }: { item: OutboxItem; away: boolean }) {
  const { store } = current.value;
  const { households } = store.view.value;
  const door = item.householdId ? households.get(item.householdId) : undefined;
  const twins = door && item.code === 'household.twin' ? twinsOf(households.values(), door) : [];
  // From anywhere to the household; from there to the one that it may be.
  const doors = !door ? [] : away ? [door] : twins.map(twin => twin.door).slice(0, 3);
  return (
    <div class="card due column" role="status">
      <div class="row-in">
        <Icon name="info-circle" />
        <span class="grow">
          <b>{t(`kind.${item.mutation.kind}` as Key)}</b> {item.reason}{' '}
          <button type="button" class="inline" onClick={() => void store.hasRead(item.mutation.id)}>
            {t('understood')}
          </button>
        </span>
      </div>
      <ul class="list">
        {doors.map(known => (
          <li key={known.id}>
            <button type="button" class="row" onClick={() => go(`door/${known.id}`)}>
              <Icon name="home" />
              <span class="grow">
                <b>{known.head}</b>
                <small>{whereIs(known)}</small>
              </span>
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
