import { useState } from 'preact/hooks';
import { addDays, dayOf } from '../store/clock.ts';
import { newId } from '../store/ids.ts';
import { clockTime, number } from '../text/format.ts';
import { said, t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { current } from '../ui/session.ts';
import type { GatheringPlace, WireBooking, WireGathering } from '../wire.ts';
import { Sure } from '../ui/Sure.tsx';
import { moves, planOf } from './gather.ts';
import { tell } from './tell.ts';

const kinds: readonly GatheringPlace[] = ['cultureHouse', 'pagoda', 'market', 'school', 'other'];
const lengths = [60, 120, 180, 240];

/** A new gathering, or a change of one; leaders and deputies. `bookings`: those who have taken a time that is still to come. */
export function Plan({ held, bookings = [], onClose }: { held?: WireGathering; bookings?: readonly WireBooking[]; onClose: () => void }) {
  const { member, store } = current.value;
  const { territory } = store.view.value;
  const team = territory.teams.find(one =>
    held ? one.id === held.teamId : one.members.some(known => known.id === member.id && known.role !== 'member'),
  );
  const hamlets = territory.hamlets.filter(hamlet => team?.hamletIds.includes(hamlet.id));
  // As it was when the sheet was opened: what a pull brings in the meantime has not been seen.
  const [before] = useState(() => held && planOf(held));
  const [told, tick] = useState(false);
  const [asking, ask] = useState(false);
  const [plan, set] = useState(() => ({
    hamletId: held?.hamletId ?? hamlets[0]?.id ?? '',
    kind: held?.kind ?? ('cultureHouse' as GatheringPlace),
    place: held?.place ?? '',
    day: held?.day ?? addDays(dayOf(now()), 1),
    starts: held?.starts.slice(0, 5) ?? '08:00',
    minutes: held?.minutes ?? 180,
    services: held?.services ?? [],
  }));
  const moved = before && bookings.length > 0 && moves(before, { ...plan, starts: `${plan.starts}:00` });
  const save = async (): Promise<void> => {
    const gathering = {
      id: held?.id ?? newId(now),
      teamId: team!.id,
      members: before?.members ?? [],
      slotMinutes: before?.slotMinutes ?? 0,
      slotSeats: before?.slotSeats ?? 0,
      ...plan,
      starts: `${plan.starts}:00`,
      ...(before && { before }),
      ...(moved && told && { told: bookings.length }),
    };
    if (await tell(held ? 'gathering.edit' : 'gathering.plan', { gathering }, t('gather.planned'))) onClose();
  };
  const callOff = async (): Promise<void> => {
    if (await tell('gathering.off', { gathering: { id: held!.id } }, t('gather.off.done'))) onClose();
  };
  const toggle = (id: string): void =>
    set({ ...plan, services: plan.services.includes(id) ? plan.services.filter(one => one !== id) : [...plan.services, id] });
  return (
    <Sheet title={t(held ? 'gather.edit' : 'gather.plan')} whole onClose={onClose}>
      {hamlets.length > 1 && (
        <Choice
          label={t('gather.hamlet')}
          value={plan.hamletId}
          options={hamlets.map(hamlet => ({ value: hamlet.id, text: hamlet.name }))}
          onChange={hamletId => set({ ...plan, hamletId })}
        />
      )}
      <Choice
        label={t('gather.kind')}
        value={plan.kind}
        options={kinds.map(value => ({ value, text: t(`gather.kind.${value}`) }))}
        onChange={kind => set({ ...plan, kind })}
      />
      <TextField label={t('gather.place')} value={plan.place} most={120} onChange={place => set({ ...plan, place })} />
      <label class="field">
        <span>{t('gather.when')}</span>
        <input class="date" type="date" value={plan.day} onChange={event => set({ ...plan, day: event.currentTarget.value })} />
        <input class="date short" type="time" value={plan.starts} onChange={event => set({ ...plan, starts: event.currentTarget.value })} />
      </label>
      <Choice
        label={t('gather.length')}
        value={`${plan.minutes}`}
        options={lengths.map(value => ({ value: `${value}`, text: t('minutes', { n: value }) }))}
        onChange={minutes => set({ ...plan, minutes: +minutes })}
      />
      <div class="field" role="group" aria-label={t('gather.services')}>
        <span>{t('gather.services')}</span>
        <div class="chips">
          {territory.services
            .filter(service => service.active)
            .map(service => (
              <button
                key={service.id}
                type="button"
                class="chip"
                aria-pressed={plan.services.includes(service.id)}
                onClick={() => toggle(service.id)}
              >
                {said(service.short)}
              </button>
            ))}
        </div>
      </div>
      {moved && (
        <div class="card due column">
          <p>{t('gather.told.help')}</p>
          <ul class="list">
            {bookings.map(one => (
              <li key={one.id} class="past">
                <span class="time figures">{clockTime(one.slot)}</span>
                <span class="grow">
                  <b>{one.name}</b>
                  {one.phone && <a href={`tel:${one.phone}`}>{one.phone}</a>}
                </span>
              </li>
            ))}
          </ul>
          <label class="with-icon">
            <input type="checkbox" checked={told} onChange={event => tick(event.currentTarget.checked)} />
            {t('gather.told', { n: number(bookings.length) })}
          </label>
        </div>
      )}
      <button
        type="button"
        class="main"
        disabled={!plan.place.trim() || plan.services.length === 0 || !plan.day || !plan.starts || (moved && !told)}
        onClick={() => void save()}
      >
        <Icon name="check" />
        {t('gather.save')}
      </button>
      {held?.state === 'planned' &&
        (asking ? (
          <Sure yes={t('gather.off')} onYes={() => void callOff()} onNo={() => ask(false)}>
            {t('gather.off.ask', { n: number(bookings.length) })}
          </Sure>
        ) : (
          <button type="button" class="quiet bad" onClick={() => ask(true)}>
            <Icon name="trash" />
            {t('gather.off')}
          </button>
        ))}
    </Sheet>
  );
}
