import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, WireRelay } from '../wire.ts';

/** To somebody of the same team; the leader and deputies first, because they are asked most. */
export function HandOver({ relay, onClose }: { relay: WireRelay; onClose: () => void }) {
  const { store, member } = current.value;
  const team = store.view.value.territory.teams.find(known => known.id === relay.teamId);
  const give = async (to: Guid | null): Promise<void> => {
    try {
      await act([mutation('relay.handover', { relay: { relayId: relay.id, toMemberId: to } })]);
      say(t('relay.handed'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={t('relay.handover')} onClose={onClose}>
      <ul class="list">
        {team?.members
          .filter(known => known.id !== relay.memberId)
          .map(known => (
            <li key={known.id}>
              <button type="button" class="row" onClick={() => void give(known.id)}>
                <Icon name="user" />
                <span class="grow">
                  <b>{known.id === member.id ? t('relay.take') : known.name}</b>
                  <small>{t(`role.${known.role}` as Key)}</small>
                </span>
                <Icon name="chevron-right" />
              </button>
            </li>
          ))}
        {relay.memberId && (
          <li>
            <button type="button" class="row" onClick={() => void give(null)}>
              <Icon name="users" />
              <b class="grow">{t('relay.ofAnybody')}</b>
              <Icon name="chevron-right" />
            </button>
          </li>
        )}
      </ul>
    </Sheet>
  );
}
