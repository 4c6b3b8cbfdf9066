import { signal } from '@preact/signals';
import { t } from '../text/text.ts';
import { clock } from '../ui/now.ts';
import { act, current, mutation } from '../ui/session.ts';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, WireHousehold, WirePerson } from '../wire.ts';

interface Gone {
  person: WirePerson;
  householdId: Guid;
  mutationId: Guid;
  /** In the clock's ticks. */
  at: number;
}

/** Long enough to notice the wrong name before the next door. */
const rememberedFor = 10 * 60_000;
const gone = signal<readonly Gone[]>([]);

/** Who was marked as gone from this household on this phone a moment ago. */
export const justGone = (door: WireHousehold): readonly Gone[] =>
  gone.value.filter(
    ({ householdId, person, at }) =>
      householdId === door.id && clock.ticks() - at < rememberedFor && !door.people.some(known => known.id === person.id),
  );

/** `version` is that of the household on the screen. */
export async function markGone(person: WirePerson, householdId: Guid, version: number | null): Promise<void> {
  const done = mutation('person.edit', { person: { id: person.id, householdId, gone: true, fields: [], version } });
  await act([done], { holdFor: holdTime });
  const left = { person, householdId, mutationId: done.id, at: clock.ticks() };
  gone.value = [...gone.value.filter(known => known.person.id !== person.id), left];
  say(t('people.gone.done', { name: person.name }), { undo: () => stillHere(left) });
}

/** Takes it back while nobody has heard of it, and else says that the person is here, with what is known, so that it is seen before the next pull. */
export async function stillHere({ person, householdId, mutationId }: Gone): Promise<void> {
  const { standings: _, ...known } = person;
  try {
    if (!(await current.value.store.undo(mutationId)))
      await act([mutation('person.edit', { person: { ...known, householdId, back: true, fields: [] } })]);
    gone.value = gone.value.filter(left => left.person.id !== person.id);
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
  }
}
