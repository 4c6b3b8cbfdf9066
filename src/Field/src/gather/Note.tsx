import { useState } from 'preact/hooks';
import { said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { current } from '../ui/session.ts';
import type { PushActivity, WireGathering, WireHousehold, WireService } from '../wire.ts';
import { peopleOf } from './gather.ts';
import { tell } from './tell.ts';

const keyOf = (service: WireService, person: string | null): string => `${person ?? ''}/${service.id}`;

/** Somebody of a household came: one tap for each person and service, and as many more as only listened. */
export function Note({
  held,
  door,
  onClose,
  onNoted,
}: {
  held: WireGathering;
  door: WireHousehold;
  onClose: () => void;
  onNoted: () => void;
}) {
  const [done, set] = useState<ReadonlySet<string>>(new Set());
  const [more, add] = useState(0);
  const services = current.value.store.view.value.territory.services.filter(service => held.services.includes(service.id));
  const whose: readonly (string | null)[] = [...door.people.map(person => person.id), null];
  const activities: PushActivity[] = whose.flatMap(person =>
    services
      .filter(service => done.has(keyOf(service, person)))
      .map(service => ({ serviceId: service.id, stage: 3 as const, personId: person, blocker: null })),
  );
  const people = peopleOf(activities, null) + more;
  const toggle = (key: string): void => {
    const next = new Set(done);
    if (!next.delete(key)) next.add(key);
    set(next);
  };
  const save = async (): Promise<void> => {
    const visit = {
      householdId: door.id,
      outcome: 'met' as const,
      language: door.language?.split('+')[0] ?? 'vi',
      activities,
      gatheringId: held.id,
      came: people,
    };
    if (!(await tell('visit', { visit }, t('gather.noted', { name: door.head })))) return;
    onNoted();
    onClose();
  };
  return (
    <Sheet title={door.head} onClose={onClose}>
      {whose.map(person => {
        const fit = services.filter(service => (service.subject === 'person') === (person !== null));
        const name = person ? door.people.find(known => known.id === person)!.name : t('visit.household');
        return (
          fit.length > 0 && (
            <section key={person ?? ''} aria-label={name}>
              <h3>{name}</h3>
              <div class="chips">
                {fit.map(service => (
                  <button
                    key={service.id}
                    type="button"
                    class="chip"
                    aria-pressed={done.has(keyOf(service, person))}
                    onClick={() => toggle(keyOf(service, person))}
                  >
                    <Icon name={service.icon} />
                    {said(service.short)}
                  </button>
                ))}
              </div>
            </section>
          )
        );
      })}
      <p class="card">
        <span class="grow">{t('gather.number', { n: people })}</span>
        <button type="button" class="second" aria-label={t('gather.more')} onClick={() => add(more + 1)}>
          <Icon name="plus" />
        </button>
      </p>
      <button type="button" class="main" onClick={() => void save()}>
        <Icon name="check" />
        {t('gather.note')}
      </button>
    </Sheet>
  );
}
