import { useState } from 'preact/hooks';
import { AddHelp } from '../help/AddHelp.tsx';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { PushContact, WireHousehold } from '../wire.ts';
import { Crops } from './Crops.tsx';

const channels = ['all', 'sms', 'zalo'] as const;

/** How this household gets its news, what it grows, what it asks for. */
export function Reached({ door }: { door: WireHousehold }) {
  const { news, territory } = current.value.store.view.value;
  const [asking, ask] = useState(false);
  const teams = new Set(territory.teams.filter(team => team.hamletIds.includes(door.hamletId)).map(team => team.id));
  const groups = news.groups.filter(group => teams.has(group.teamId) && group.purpose !== 'team');
  const set = async (kind: 'contact.group' | 'contact.optout', contact: Omit<PushContact, 'householdId'>): Promise<void> => {
    try {
      await act([mutation(kind, { contact: { householdId: door.id, ...contact } })]);
      say(t('saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const refuses = (channel: string): boolean => door.optOuts?.includes(channel) ?? false;
  return (
    <>
      {groups.length > 0 && (
        <section>
          <h2>{t('reach.groups')}</h2>
          <div class="chips" role="group" aria-label={t('reach.groups')}>
            {groups.map(group => {
              const reads = door.groups?.includes(group.id) ?? false;
              return (
                <button
                  key={group.id}
                  type="button"
                  class="chip"
                  aria-pressed={reads}
                  onClick={() => void set('contact.group', { groupId: group.id, off: reads })}
                >
                  {reads && <Icon name="check" />}
                  {group.name}
                </button>
              );
            })}
          </div>
        </section>
      )}
      <Crops door={door} />
      {(door.phone || (door.optOuts?.length ?? 0) > 0) && (
        <section>
          <h2>{t('reach.refuses')}</h2>
          <div class="chips" role="group" aria-label={t('reach.refuses')}>
            {channels.map(channel => (
              <button
                key={channel}
                type="button"
                class="chip"
                aria-pressed={refuses(channel)}
                onClick={() => void set('contact.optout', { channel, off: refuses(channel) })}
              >
                {refuses(channel) && <Icon name="bell-off" />}
                {t(`reach.${channel}`)}
              </button>
            ))}
          </div>
          <p class="hint">{t('reach.refuses.text')}</p>
        </section>
      )}
      <button type="button" class="second wide" onClick={() => ask(true)}>
        <Icon name="lifebuoy" />
        {t('help.add')}
      </button>
      {asking && <AddHelp door={door} onClose={() => ask(false)} />}
    </>
  );
}
