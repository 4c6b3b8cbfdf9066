import type { Day } from '../wire.ts';
import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import { useState } from 'preact/hooks';
import type { LaneToday, Plan } from './plan.ts';

const few = 3;

/** Who of the team walks which lane today, and the switch to take one: so that no door is knocked on twice. */
export function Lanes({ plan, today }: { plan: Plan; today: Day }) {
  const mine = plan.lanes.filter(lane => lane.mine);
  const [open, setOpen] = useState(mine.length === 0);
  const [all, showAll] = useState(false);
  if (plan.lanes.length === 0) return null;
  // Before a lane is taken, the list must not push the doors off the screen.
  const shown = all ? plan.lanes : [...mine, ...plan.lanes.filter(lane => !lane.mine && lane.left > 0)].slice(0, few);
  const severalHamlets = new Set(plan.lanes.map(lane => lane.hamlet.id)).size > 1;
  return (
    <section>
      <button type="button" class="heading" aria-expanded={open} onClick={() => setOpen(!open)}>
        <h2 class="grow">{t('lanes.title')}</h2>
        <span class="value">{mine.length > 0 ? mine.map(({ lane }) => lane.name).join(', ') : t('lanes.none')}</span>
        <Icon name="chevron-right" />
      </button>
      {open && (
        <ul class="list">
          {shown.map(lane => (
            <li key={lane.lane.id} class="lane">
              <span class="grow">
                <b>{lane.lane.name}</b>
                {severalHamlets && <small> {lane.hamlet.name}</small>}
                <small class="figures">{t('lanes.left', { n: number(lane.left), m: number(lane.doors) })}</small>
                {lane.takers.length > 0 && (
                  <small class="taker">
                    <Icon name="walk" />
                    {lane.takers.map(taking => (taking.memberId === current.value.member.id ? t('lanes.me') : taking.by)).join(', ')}
                  </small>
                )}
              </span>
              {(lane.mine || lane.takers.length === 0) && (
                <button type="button" class={lane.mine ? 'second' : 'second strong'} onClick={() => void turn(lane, today)}>
                  {lane.mine ? t('lanes.leave') : t('lanes.take')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && !all && plan.lanes.length > shown.length && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {t('more', { n: plan.lanes.length - shown.length })}
        </button>
      )}
    </section>
  );
}

async function turn(lane: LaneToday, day: Day): Promise<void> {
  try {
    await act([mutation(lane.mine ? 'lane.leave' : 'lane.take', { lane: { laneId: lane.lane.id, day } })]);
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
  }
}
