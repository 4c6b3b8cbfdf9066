import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { isInSafari } from '../enrol/place.ts';
import { DoorRow } from '../doors/DoorRow.tsx';
import { Notices } from '../news/Notices.tsx';
import { clockTime, number, weekdayAndDay, when, whenExactly } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { Rows } from '../ui/Rows.tsx';
import { Screen } from '../ui/Screen.tsx';
import { current, persistent } from '../ui/session.ts';
import { WrongClock } from '../ui/WrongClock.tsx';
import { isSaid, troubleOf } from '../ui/trouble.ts';
import { settings } from '../ui/settings.ts';
import { GaveWay } from '../household/Clashes.tsx';
import { GatherCards } from '../gather/Gather.tsx';
import { Lanes } from './Lanes.tsx';
import { WaterCard } from '../water/WaterCard.tsx';
import { TrainingCard } from '../training/Training.tsx';
import { CampaignCards } from './Campaign.tsx';
import { UrgentNews } from './UrgentNews.tsx';
import { agreed, planFor } from './plan.ts';
import { WalksToday } from './Walk.tsx';

const firstDoors = 12;
const firstDue = 4;

export function Today() {
  const { store, member } = current.value;
  const view = store.view.value;
  const today = dayOf(now());
  const plan = planFor(view, member.id, today);
  const [shown, show] = useState(firstDoors);
  const [dueShown, showDue] = useState(firstDue);
  const { hamlets, pulledAt } = view.territory;
  const drafts = [...store.drafts.value.values()].filter(draft => view.households.has(draft.householdId));

  if (pulledAt === null && view.households.size === 0) return <FirstSync />;
  return (
    <Screen
      title={
        <>
          {t('today.title')} · <span class="figures">{weekdayAndDay(today)}</span>
        </>
      }
      under={hamlets.map(hamlet => hamlet.name).join(', ') || '—'}
    >
      <UrgentNews />
      <Notices />
      <Stale at={pulledAt} />
      <Trouble />
      <GaveWay />
      <GatherCards />
      {drafts.length > 0 && (
        <section>
          <h2>{t('today.drafts')}</h2>
          <ul class="list">
            {drafts.map(draft => (
              <li key={draft.householdId}>
                <button type="button" class="row due" onClick={() => go(`visit/${draft.householdId}`)}>
                  <Icon name="pencil" />
                  <b class="grow">{view.households.get(draft.householdId)!.head}</b>
                  <small>{whenExactly(draft.startedAt)}</small>
                  <Icon name="chevron-right" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <WalksToday walks={plan.walks} />
      <CampaignCards />
      <WaterCard />
      <TrainingCard />
      {persistent.value === false && !settings.value.knowsNotPersistent && (
        <p class="card due">
          <Icon name="alert-triangle" />
          <span class="grow">
            {t(isInSafari(navigator) ? 'persist.safari' : 'persist.no')}{' '}
            <button
              type="button"
              class="inline"
              onClick={() => {
                settings.value = { ...settings.value, knowsNotPersistent: true };
              }}
            >
              {t('understood')}
            </button>
          </span>
        </p>
      )}
      <section class="card progress" aria-label={t('today.progress', { n: plan.done, m: plan.total })}>
        <p>
          <b class="large figures">{number(plan.total - plan.done)}</b> {t('today.left')}
        </p>
        <div class="meter">
          <progress value={plan.done} max={Math.max(1, plan.total)} />
          <span class="figures">
            {number(plan.done)}/{number(plan.total)}
          </span>
        </div>
      </section>
      {plan.appointments.length > 0 && (
        <section>
          <h2>{t('today.appointments')}</h2>
          <ul class="list">
            {plan.appointments.map(door => (
              <DoorRow
                key={door.id}
                door={door}
                away
                lead={
                  <span class="time figures">
                    {agreed(door)!.nextTime ? clockTime(agreed(door)!.nextTime!) : <Icon name="calendar-event" />}
                  </span>
                }
              />
            ))}
          </ul>
        </section>
      )}
      {plan.due.length > 0 && (
        <section>
          <h2 class="due">{t('today.due')}</h2>
          <Rows
            of="due"
            items={plan.due.slice(0, dueShown)}
            row={(door, place) => (
              <DoorRow
                key={door.id}
                door={door}
                place={place}
                away
                lead={<Icon name="calendar-event" />}
                note={<small class="late figures">{t('door.agreed', { when: when(agreed(door)!.nextDate!) })}</small>}
              />
            )}
          />
          {plan.due.length > dueShown && (
            <button type="button" class="second wide" onClick={() => showDue(Infinity)}>
              {t('more', { n: number(plan.due.length - dueShown) })}
            </button>
          )}
        </section>
      )}
      <Lanes plan={plan} today={today} />
      <section hidden={plan.next.length === 0 && plan.walks.mine.length > 0}>
        <h2>{t('today.next')}</h2>
        {plan.next.length === 0 ? (
          <p class="empty">
            <Icon name="check" big />
            {plan.lanes.some(lane => lane.mine) ? t('today.laneDone') : t('today.none')}
          </p>
        ) : (
          <Rows
            of="next"
            items={plan.next.slice(0, shown)}
            row={(door, place) => <DoorRow key={door.id} door={door} place={place} away lead={<Icon name="door" />} />}
          />
        )}
        {plan.next.length > shown && (
          <button type="button" class="second wide" onClick={() => show(Infinity)}>
            {t('more', { n: number(plan.next.length - shown) })}
          </button>
        )}
      </section>
    </Screen>
  );
}

/** Before the doors have come for the first time there is nothing else to do but wait, knowing what for. */
function FirstSync() {
  const { sync } = current.value;
  const { running, trouble } = sync.state.value;
  return (
    <Screen title={t('today.title')}>
      <div class="empty tall">
        <Icon name={running ? 'refresh' : isSaid(trouble) ? 'alert-triangle' : 'cloud-off'} big />
        <p>{running ? t('first.running') : isSaid(trouble) ? troubleOf(trouble) : t('first.offline')}</p>
        {!running && (
          <button type="button" class="main" onClick={() => void sync.fresh()}>
            {t('retry')}
          </button>
        )}
      </div>
    </Screen>
  );
}

/** Why the last round brought nothing, that the work is safe, and what to tap. */
function Trouble() {
  const { sync } = current.value;
  const { trouble, running } = sync.state.value;
  if (!isSaid(trouble)) return null;
  return (
    <div class="card bad column" role="alert">
      <p class="row-in">
        <Icon name="alert-triangle" />
        <span>
          {troubleOf(trouble)} {t('trouble.safe')}
        </span>
      </p>
      <button type="button" class="second wide" disabled={running} onClick={() => void sync.fresh()}>
        <Icon name="refresh" />
        {t('retry')}
      </button>
    </div>
  );
}

function Stale({ at }: { at: number | null }) {
  const days = at === null ? 0 : Math.floor((now() - at) / 86_400_000);
  // A whole day's error is worth saying before anybody looks for it: after a restart without a line it is the harder to see through.
  if (days < 3) return <WrongClock from={12 * 3_600_000} />;
  return (
    <p class="card due">
      <Icon name="cloud-off" />
      <span>{t('stale', { n: days })}</span>
    </p>
  );
}
