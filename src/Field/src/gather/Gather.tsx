import { useState } from 'preact/hooks';
import { keyOf } from '../doors/Doors.tsx';
import { fold, matches } from '../doors/fold.ts';
import { addDays, dayOf, timeOf } from '../store/clock.ts';
import { isLeader } from '../me/Team.tsx';
import { clockTime, number, when } from '../text/format.ts';
import { said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import type { Guid, WireBooking, WireGathering, WireHousehold } from '../wire.ts';
import { Book } from './Book.tsx';
import { Heads } from './Heads.tsx';
import { Note } from './Note.tsx';
import { Plan } from './Plan.tsx';
import { Sure } from '../ui/Sure.tsx';
import { near, shown, slots, toCome, withOwn, type Came } from './gather.ts';
import { tell } from './tell.ts';
import './gather.css';

const most = 8;

const all = (): WireGathering[] => withOwn(current.value.store.gatherings.value, current.value.store.items.value);

/** On the first screen: where people come to the team today and in the next days. */
export function GatherCards() {
  const today = dayOf(now());
  return (
    <>
      {near(all(), today, addDays(today, 3)).map(one => (
        <button key={one.id} type="button" class={one.day === today ? 'card due' : 'card'} onClick={() => go(`gather/${one.id}`)}>
          <Icon name="users" />
          <span class="grow">
            {one.place}
            <small class="figures">
              {' '}
              {when(one.day)} {clockTime(one.starts)}
            </small>
          </span>
          <Icon name="chevron-right" />
        </button>
      ))}
    </>
  );
}

export function GatherScreen({ id }: { id: string }) {
  const one = all().find(known => known.id === id);
  if (one) return <One key={id} known={one} />;
  return <List />;
}

function List() {
  const [planning, plan] = useState(false);
  const today = dayOf(now());
  const known = all().sort((a, b) => a.day.localeCompare(b.day));
  return (
    <Screen
      child
      title={t('gather.title')}
      action={
        isLeader() && (
          <button type="button" class="main" onClick={() => plan(true)}>
            <Icon name="plus" />
            {t('gather.plan')}
          </button>
        )
      }
    >
      {known.length === 0 && (
        <p class="empty">
          <Icon name="users" big />
          {t('gather.none')}
        </p>
      )}
      <ul class="list">
        {[...known.filter(one => one.day >= today), ...known.filter(one => one.day < today).reverse()].map(one => (
          <li key={one.id}>
            <button type="button" class="row" onClick={() => go(`gather/${one.id}`)}>
              <Icon name={one.state === 'held' ? 'circle-check' : 'users'} />
              <span class="grow">
                <b class={one.state === 'calledOff' ? 'struck' : undefined}>{one.place}</b>
                <small class="figures">
                  {when(one.day)} {clockTime(one.starts)}
                </small>
              </span>
              {one.state === 'calledOff' && <span class="tag bad">{t('gather.off.tag')}</span>}
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
      {planning && <Plan onClose={() => plan(false)} />}
    </Screen>
  );
}

function One({ known }: { known: WireGathering }) {
  const { store } = current.value;
  const { held, came, bookings, named, counted } = shown(known, store.items.value);
  const [query, type] = useState('');
  const [noting, note] = useState<WireHousehold | null>(null);
  const [sheet, open] = useState<'heads' | 'book' | 'plan' | null>(null);
  const { households, territory } = store.view.value;
  const [today, time, stands] = [dayOf(now()), timeOf(now()), held.state !== 'calledOff'];
  const begun = held.day <= today && stands;
  const bookable = stands && toCome(held, slots(held, bookings), today, time).length > 0;
  const wanted = fold(query);
  const found = wanted ? [...households.values()].filter(door => matches(keyOf(door), wanted)).slice(0, most) : [];
  const services = territory.services.filter(service => held.services.includes(service.id));
  return (
    <Screen
      child
      title={held.place}
      under={
        <span class="figures">
          {when(held.day)} {clockTime(held.starts)} · {services.map(service => said(service.short)).join(', ')}
        </span>
      }
    >
      {!stands && <p class="card due">{t('gather.off.done')}</p>}
      {begun ? (
        <>
          <div class="card">
            <p>
              <b class="large figures">{number(named + counted)}</b> {t('gather.people', { n: number(named), m: number(counted) })}
            </p>
          </div>
          <div class="search">
            <label class="with-icon">
              <Icon name="search" />
              <input
                type="search"
                value={query}
                placeholder={t('gather.find')}
                aria-label={t('gather.find')}
                onInput={event => type(event.currentTarget.value)}
              />
            </label>
          </div>
          {wanted && (
            <ul class="list">
              {found.map(door => (
                <li key={door.id}>
                  <button type="button" class="row" onClick={() => note(door)}>
                    <Icon name={came.some(one => one.householdId === door.id) ? 'check' : 'user-plus'} />
                    <span class="grow">
                      <b>{door.head}</b>
                      <small>{door.people.map(person => person.name).join(', ')}</small>
                    </span>
                  </button>
                </li>
              ))}
              <li>
                <button type="button" class="row" onClick={() => go('add-door')}>
                  <Icon name="home-plus" />
                  <span class="grow">
                    <b>{t('doors.add')}</b>
                    <small>{t('gather.new')}</small>
                  </span>
                </button>
              </li>
            </ul>
          )}
          <button type="button" class="second wide" onClick={() => open('heads')}>
            <Icon name="users" />
            {t('gather.heads')}
          </button>
        </>
      ) : (
        stands && <p class="hint">{t('gather.notYet')}</p>
      )}
      {bookable && (
        <button type="button" class="second wide" onClick={() => open('book')}>
          <Icon name="calendar-event" />
          {t('gather.book')}
        </button>
      )}
      {bookings.length > 0 && (
        <section>
          <h2>{t('gather.booked', { n: number(bookings.length) })}</h2>
          <ul class="list">
            {bookings.map(one => (
              <Taken key={one.id} one={one} gatheringId={held.id} open={stands && toCome(held, [one], today, time).length > 0} />
            ))}
          </ul>
        </section>
      )}
      {came.length > 0 && (
        <section>
          <h2>{t('gather.came')}</h2>
          <ul class="list">
            {came.map(one => (
              <Row key={one.visitId} one={one} gatheringId={held.id} />
            ))}
          </ul>
        </section>
      )}
      {isLeader() && stands && (
        <button type="button" class="quiet" onClick={() => open('plan')}>
          <Icon name="pencil" />
          {t('gather.edit')}
        </button>
      )}
      {noting && <Note held={held} door={noting} onClose={() => note(null)} onNoted={() => type('')} />}
      {sheet === 'heads' && <Heads held={held} onClose={() => open(null)} />}
      {sheet === 'book' && <Book held={held} bookings={bookings} onClose={() => open(null)} />}
      {sheet === 'plan' && <Plan held={held} bookings={toCome(held, bookings, today, time)} onClose={() => open(null)} />}
    </Screen>
  );
}

/** A time that somebody has taken; `open` while it can be given back. */
function Taken({ one, gatheringId, open }: { one: WireBooking; gatheringId: Guid; open: boolean }) {
  const [asking, ask] = useState(false);
  return (
    <li class="past column">
      <span class="row-in">
        <span class="time figures">{clockTime(one.slot)}</span>
        <span class="grow">
          <b>{one.name}</b>
          {one.phone && <a href={`tel:${one.phone}`}>{one.phone}</a>}
        </span>
        {open && !asking && (
          <button type="button" class="quiet square" aria-label={t('gather.unbook', { name: one.name })} onClick={() => ask(true)}>
            <Icon name="x" />
          </button>
        )}
      </span>
      {asking && (
        <Sure
          yes={t('gather.unbook.yes')}
          onYes={() => void tell('gathering.unbook', { booking: { id: one.id, gatheringId } }, t('gather.unbooked'))}
          onNo={() => ask(false)}
        >
          {t('gather.unbook.ask', { name: one.name, time: clockTime(one.slot) })}
        </Sure>
      )}
    </li>
  );
}

function Row({ one, gatheringId }: { one: Came; gatheringId: Guid }) {
  const { store } = current.value;
  const [asking, ask] = useState(false);
  const door = store.view.value.households.get(one.householdId);
  const names = [...new Set(one.activities.map(activity => activity.personId))].map(
    id => door?.people.find(person => person.id === id)?.name,
  );
  const takeOut = (): void =>
    void tell(
      'visit',
      {
        visit: {
          householdId: one.householdId,
          outcome: 'away',
          language: '',
          activities: [],
          supersedes: one.visitId,
          gatheringId,
          fields: ['outcome', 'activities', 'came'],
          came: 0,
        },
      },
      t('gather.takenOut'),
    );
  return (
    <li class="past column">
      <span class="row-in">
        <Icon name={one.waits ? 'clock' : 'check'} />
        <span class="grow">
          <b>{door?.head ?? '—'}</b>
          <small>{[names.filter(Boolean).join(', '), t('gather.number', { n: number(one.people) })].filter(Boolean).join(' · ')}</small>
        </span>
        {!asking && (
          <button type="button" class="quiet square" aria-label={t('gather.takeOut', { name: door?.head ?? '' })} onClick={() => ask(true)}>
            <Icon name="x" />
          </button>
        )}
      </span>
      {asking && (
        <Sure yes={t('gather.takeOut.yes')} onYes={takeOut} onNo={() => ask(false)}>
          {t('gather.takeOut.ask', { name: door?.head ?? '' })}
        </Sure>
      )}
    </li>
  );
}
