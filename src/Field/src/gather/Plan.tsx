import { useState } from 'preact/hooks';
import { addDays, dayOf } from '../store/clock.ts';
import { newId } from '../store/ids.ts';
import { said, t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { current } from '../ui/session.ts';
import type { GatheringPlace, WireGathering } from '../wire.ts';
import { tell } from './tell.ts';

const kinds: readonly GatheringPlace[] = ['cultureHouse', 'pagoda', 'market', 'school', 'other'];
const lengths = [60, 120, 180, 240];

/** A new gathering, or a change of one; leaders and deputies. */
export function Plan({ held, onClose }: { held?: WireGathering; onClose: () => void }) {
  const { member, store } = current.value;
  const { territory } = store.view.value;
  const team = territory.teams.find(one =>
    held ? one.id === held.teamId : one.members.some(known => known.id === member.id && known.role !== 'member'),
  );
  const hamlets = territory.hamlets.filter(hamlet => team?.hamletIds.includes(hamlet.id));
  const [plan, set] = useState(() => ({
    hamletId: held?.hamletId ?? hamlets[0]?.id ?? '',
    kind: held?.kind ?? ('cultureHouse' as GatheringPlace),
    place: held?.place ?? '',
    day: held?.day ?? addDays(dayOf(now()), 1),
    starts: held?.starts.slice(0, 5) ?? '08:00',
    minutes: held?.minutes ?? 180,
    services: held?.services ?? [],
  }));
  const save = async (): Promise<void> => {
    const gathering = {
      id: held?.id ?? newId(now),
      teamId: team!.id,
      members: held?.members ?? [],
      slotMinutes: held?.slotMinutes ?? 0,
      slotSeats: held?.slotSeats ?? 0,
      ...plan,
      starts: `${plan.starts}:00`,
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
      <button
        type="button"
        class="main"
        disabled={!plan.place.trim() || plan.services.length === 0 || !plan.day || !plan.starts}
        onClick={() => void save()}
      >
        <Icon name="check" />
        {t('gather.save')}
      </button>
      {held?.state === 'planned' && (
        <button type="button" class="quiet" onClick={() => void callOff()}>
          <Icon name="trash" />
          {t('gather.off')}
        </button>
      )}
    </Sheet>
  );
}
