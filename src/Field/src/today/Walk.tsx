import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { DoorRow } from '../doors/DoorRow.tsx';
import { number, when } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, current, mutation } from '../ui/session.ts';
import { settings } from '../ui/settings.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, PushWalk } from '../wire.ts';
import type { Walks, WalkToday } from './walks.ts';

const first = 8;
const dayLength = 86_400_000;

/** The walks that the office has cut for me: they lead the day. */
export function WalksToday({ walks }: { walks: Walks }) {
  return (
    <>
      {walks.mine.map(one => (
        <OneWalk key={one.walk.id} one={one} />
      ))}
      {walks.free.map(({ walk, left }) => (
        <p key={walk.id} class="card task">
          <Icon name="walk" />
          <span class="grow">{t('walk.free', { n: walk.number, m: number(left.length) })}</span>
          <button type="button" class="second strong" onClick={() => void tell('walk.take', { walkId: walk.id }, t('walk.taken'))}>
            {t('walk.take')}
          </button>
        </p>
      ))}
      {walks.later.length > 0 && (
        <p class="card">
          <Icon name="calendar-event" />
          <span>
            {walks.later.map(({ walk, total }) => t('walk.later', { n: walk.number, m: number(total), when: when(walk.day) })).join(' · ')}
          </span>
        </p>
      )}
    </>
  );
}

function OneWalk({ one }: { one: WalkToday }) {
  const { walk, left, tried, done, total } = one;
  const [shown, show] = useState(first);
  const [giving, give] = useState(false);
  const today = dayOf(now());
  const others = walk.members
    .filter(id => id !== current.value.member.id)
    .map(nameOf)
    .filter(Boolean);
  const talk = walk.talk?.[settings.value.language] ?? walk.talk?.['vi'];
  const doors = [...left, ...tried];
  return (
    <section>
      <h2>{t('walk.title', { n: walk.number })}</h2>
      <div class="card column">
        <p>
          <b class="figures">{t('walk.progress', { n: number(done), m: number(total) })}</b>
          {walk.day < today && <small class="late"> {t('walk.late', { when: when(walk.day) })}</small>}
          <br />
          <small>
            {[t('minutes', { n: number(walk.minutes) }), walk.campaign, others.length > 0 && t('walk.with', { name: others.join(', ') })]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </p>
        {talk && (
          <details>
            <summary>{t('walk.talk')}</summary>
            <p class="lines">{talk}</p>
          </details>
        )}
        <button type="button" class="second wide" onClick={() => give(true)}>
          <Icon name="users" />
          {t('walk.change')}
        </button>
      </div>
      {doors.length === 0 ? (
        <p class="empty">
          <Icon name="check" big />
          {t('walk.done')}
        </p>
      ) : (
        <ol class="list">
          {doors.slice(0, shown).map((door, i) => (
            <DoorRow
              key={door.id}
              door={door}
              away={i < left.length}
              lead={<Icon name={i < left.length ? 'door' : 'door-off'} />}
              note={i < left.length ? undefined : <small>{t('walk.tried')}</small>}
            />
          ))}
        </ol>
      )}
      {doors.length > shown && (
        <button type="button" class="second wide" onClick={() => show(shown + 30)}>
          {t('more', { n: number(doors.length - shown) })}
        </button>
      )}
      {giving && <Change one={one} onClose={() => give(false)} />}
    </section>
  );
}

/** Rain, or one who cannot go: a tap to open it, a tap to say it. */
function Change({ one: { walk }, onClose }: { one: WalkToday; onClose: () => void }) {
  const { store, member } = current.value;
  const team = store.view.value.territory.teams.find(known => known.id === walk.teamId);
  const tomorrow = dayOf(now() + dayLength);
  const told = async (kind: 'walk.postpone' | 'walk.handover', push: PushWalk, word: string): Promise<void> => {
    if (await tell(kind, push, word)) onClose();
  };
  return (
    <Sheet title={t('walk.change')} onClose={onClose}>
      <ul class="list">
        <li>
          <button
            type="button"
            class="row"
            onClick={() => void told('walk.postpone', { walkId: walk.id, day: tomorrow }, t('walk.postponed'))}
          >
            <Icon name="cloud-rain" />
            <span class="grow">
              <b>{t('walk.rain')}</b>
              <small>{t('walk.rainText')}</small>
            </span>
          </button>
        </li>
        <li>
          <button
            type="button"
            class="row"
            onClick={() => void told('walk.handover', { walkId: walk.id, toMemberId: null }, t('walk.left'))}
          >
            <Icon name="user-off" />
            <span class="grow">
              <b>{t('walk.absent')}</b>
              <small>{t('walk.absentText')}</small>
            </span>
          </button>
        </li>
        {team?.members
          .filter(known => known.id !== member.id && !walk.members.includes(known.id))
          .map(known => (
            <li key={known.id}>
              <button
                type="button"
                class="row"
                onClick={() => void told('walk.handover', { walkId: walk.id, toMemberId: known.id }, t('walk.given', { name: known.name }))}
              >
                <Icon name="user" />
                <span class="grow">
                  <b>{t('walk.give', { name: known.name })}</b>
                  <small>
                    {t(`role.${known.role}` as Key)}
                    {walk.needsKhmer && known.languages.includes('km') && ` · ${t('spoken.km')}`}
                  </small>
                </span>
              </button>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}

const nameOf = (id: Guid): string | undefined =>
  current.value.store.view.value.territory.teams.flatMap(team => team.members).find(known => known.id === id)?.name;

async function tell(kind: 'walk.take' | 'walk.postpone' | 'walk.handover', walk: PushWalk, word: string): Promise<boolean> {
  try {
    await act([mutation(kind, { walk })]);
    say(word);
    return true;
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
    return false;
  }
}
