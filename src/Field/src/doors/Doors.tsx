import { signal, useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { met } from '../today/plan.ts';
import type { Guid, WireHousehold } from '../wire.ts';
import { distance, number, whenInstant } from '../text/format.ts';
import { said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { Rows } from '../ui/Rows.tsx';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { DoorRow } from './DoorRow.tsx';
import { asked, fold, matches } from './fold.ts';
import { metres } from './near.ts';

// The search stays when a door was opened and left again.
const query = signal('');
const laneId = signal<Guid | ''>('');
const serviceId = signal<Guid | ''>('');
const unvisited = signal(false);
const here = signal<[number, number] | null>(null);

interface Found {
  door: WireHousehold;
  away: number | null;
  /** Its lane's place on the way through the hamlets. */
  lane: number;
}

export function Doors() {
  const { store } = current.value;
  const found = useComputed(() => find(store.view.value.households));
  const { hamlets, services } = store.view.value.territory;
  useEffect(() => foldAll(store.view.value.households.values()), []);
  return (
    <Screen
      title={t('doors.title')}
      under={
        <span class="figures">{t('doors.count', { n: number(found.value.length), m: number(store.view.value.households.size) })}</span>
      }
      action={
        <button type="button" class="main" onClick={() => go('add-door')}>
          <Icon name="home-plus" />
          {t('doors.add')}
        </button>
      }
    >
      <div class="search">
        <label class="with-icon">
          <Icon name="search" />
          <input
            type="search"
            value={query.value}
            placeholder={t('doors.search')}
            aria-label={t('doors.search')}
            onInput={event => {
              query.value = event.currentTarget.value;
            }}
          />
        </label>
        <div class="filters">
          <button
            type="button"
            class="chip"
            aria-pressed={unvisited.value}
            onClick={() => {
              unvisited.value = !unvisited.value;
            }}
          >
            <Icon name="door" />
            {t('doors.unvisited')}
          </button>
          <button type="button" class="chip" aria-pressed={here.value !== null} onClick={() => locate()}>
            <Icon name="current-location" />
            {t('doors.near')}
          </button>
          <select
            class="chip"
            aria-label={t('doors.lane')}
            value={laneId.value}
            onChange={event => {
              laneId.value = event.currentTarget.value;
            }}
          >
            <option value="">{t('doors.allLanes')}</option>
            {hamlets.map(hamlet => (
              <optgroup key={hamlet.id} label={hamlet.name}>
                {hamlet.lanes.map(lane => (
                  <option key={lane.id} value={lane.id}>
                    {lane.name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <select
            class="chip"
            aria-label={t('doors.service')}
            value={serviceId.value}
            onChange={event => {
              serviceId.value = event.currentTarget.value;
            }}
          >
            <option value="">{t('doors.allServices')}</option>
            {services
              .filter(service => service.active)
              .map(service => (
                <option key={service.id} value={service.id}>
                  {t('doors.lacks', { service: said(service.name) })}
                </option>
              ))}
          </select>
        </div>
      </div>
      {found.value.length === 0 && (
        <p class="empty">
          <Icon name="search" big />
          {t('doors.nothing')}
        </p>
      )}
      <Rows
        of={listed(found.value)}
        items={found.value}
        row={({ door, away }, place) => (
          <DoorRow
            key={door.id}
            door={door}
            place={place}
            lead={<Icon name={met(door) ? 'check' : 'door'} />}
            aside={
              <small class="figures">
                {away !== null ? distance(away) : door.visits[0] ? whenInstant(door.visits[0].at) : t('doors.never')}
              </small>
            }
          />
        )}
      />
    </Screen>
  );
}

/** What is filtered and searched for makes another list; a door that changed in it does not. */
const listed = (found: readonly Found[]): string =>
  `${found.length} ${query.value} ${laneId.value} ${serviceId.value} ${unvisited.value} ${here.value}`;

/** The words of all doors are made ready some at a time, while nobody types yet: the first letter would wait for all of them. */
function foldAll(doors: Iterator<WireHousehold>): () => void {
  let timer = setTimeout(function some() {
    for (let n = 0; n < 25; n++) {
      const { done, value } = doors.next();
      if (done) return;
      keyOf(value);
    }
    timer = setTimeout(some, 16);
  }, 300);
  return () => clearTimeout(timer);
}

// Only doors that changed are folded again: folding 10,000 takes longer than a keystroke.
const folded = new WeakMap<WireHousehold, string>();

export function keyOf(door: WireHousehold): string {
  let key = folded.get(door);
  if (key === undefined)
    folded.set(
      door,
      (key = fold(
        [
          door.head,
          ...door.people.map(person => person.name),
          door.door,
          door.landmark,
          door.code,
          door.phone,
          ...door.people.map(person => person.phone),
        ]
          .filter(Boolean)
          .join(' '),
      )),
    );
  return key;
}

function find(doors: ReadonlyMap<Guid, WireHousehold>): Found[] {
  const wanted = asked(query.value);
  const place = here.value;
  const order = new Map(
    current.value.store.view.value.territory.hamlets.flatMap((hamlet, h) => hamlet.lanes.map(lane => [lane.id, h * 1000 + lane.order])),
  );
  const found: Found[] = [];
  for (const door of doors.values()) {
    if (laneId.value && door.laneId !== laneId.value) continue;
    if (unvisited.value && met(door)) continue;
    if (serviceId.value && !lacks(door, serviceId.value)) continue;
    if (wanted && !matches(keyOf(door), wanted)) continue;
    const away = place && door.point ? metres(place, door.point) : null;
    found.push({ door, away, lane: order.get(door.laneId ?? '') ?? 1e6 });
  }
  return found.sort((a, b) => (place ? (a.away ?? Infinity) - (b.away ?? Infinity) : a.lane - b.lane || a.door.order - b.door.order));
}

/** Someone in the house cannot use the service yet. */
function lacks(door: WireHousehold, service: Guid): boolean {
  const working = (standings: WireHousehold['standings']): boolean =>
    standings.some(standing => standing.serviceId === service && standing.stage >= 3);
  return !working(door.standings) && (door.people.length === 0 || door.people.some(person => !working(person.standings)));
}

function locate(): void {
  if (here.value) {
    here.value = null;
    return;
  }
  if (!navigator.geolocation) return say(t('near.blocked'), { tone: 'bad' });
  navigator.geolocation.getCurrentPosition(
    position => {
      here.value = [position.coords.latitude, position.coords.longitude];
    },
    () => say(t('near.blocked'), { tone: 'bad' }),
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}
