import { dayNumber } from './clock.ts';
import type { Guid, Mutation, PushActivity, PushVisit, VisitField, WireHousehold, WireStanding, WireVisit } from '../wire.ts';

const everything: readonly VisitField[] = ['outcome', 'language', 'activities', 'nextDate', 'nextTime', 'note'];

/** The household after a visit or the correction of one. Doing it twice changes nothing more. */
export function afterVisit(before: WireHousehold, mutation: Mutation, by: string): WireHousehold {
  const visit = mutation.visit!;
  // Already in what the server sent: its standings count that visit and whatever came after it.
  if (before.visits.some(known => known.id === mutation.id)) return before;
  if (visit.supersedes) return afterCorrection(before, mutation.id, visit);
  const day = dayNumber(Date.parse(mutation.at));
  const withDone = (household: WireHousehold): WireHousehold =>
    withStandings(household, visit.activities, (standing, activity) =>
      standing && standing.day > day ? standing : standingOf(activity, day),
    );
  // Who came to a gathering was met there, and not at the door.
  if (visit.gatheringId) return withDone(before);
  const made: WireVisit = {
    id: mutation.id,
    at: mutation.at,
    memberId: mutation.memberId,
    by,
    ...valuesOf(visit, everything),
  } as WireVisit;
  const later = before.visits.filter(known => Date.parse(known.at) > Date.parse(made.at)).length;
  const visits = [...before.visits.slice(0, later), made, ...before.visits.slice(later)];
  return withDone({ ...before, visits });
}

/** The corrected visit keeps its place, its instant and all that the correction does not name; standings move only when what was done changes. */
function afterCorrection(before: WireHousehold, id: Guid, visit: PushVisit): WireHousehold {
  const old = before.visits.find(known => known.id === visit.supersedes);
  // No longer among the newest few, or corrected by somebody else: the server's word will come.
  if (!old) return before;
  const fields = visit.fields ?? everything;
  const visits = before.visits.map(known => (known === old ? { ...old, ...valuesOf(visit, fields), id } : known));
  if (!fields.includes('activities')) return { ...before, visits };
  const day = dayNumber(Date.parse(old.at));
  return withStandings({ ...before, visits }, [...(old.activities ?? []), ...visit.activities], (standing, activity) => {
    if (standing && standing.day > day) return standing;
    // The newest visit that is known to have done it, this one included; where none is left, nothing is known of it any more.
    for (const known of visits) {
      const last = known.activities?.find(other => keyOf(other) === keyOf(activity));
      if (last) return standingOf(last, dayNumber(Date.parse(known.at)));
    }
    return standing && standing.day < day ? standing : undefined;
  });
}

/** A correction of a visit that is itself only on this phone becomes part of it, so that what the wrong visit did is never done. */
export function withCorrection({ visit, ...original }: Mutation, correction: Mutation): Mutation {
  const fields = correction.visit!.fields ?? everything;
  const all = visit!.fields && [...new Set([...visit!.fields, ...fields])];
  return { ...original, id: correction.id, visit: { ...visit!, ...valuesOf(correction.visit!, fields), fields: all } };
}

const valuesOf = (visit: PushVisit, fields: readonly VisitField[]): Partial<Pick<PushVisit, VisitField>> =>
  Object.fromEntries(fields.map(field => [field, visit[field] ?? null]));

const keyOf = ({ personId, serviceId }: PushActivity): string => `${personId ?? ''}/${serviceId}`;

const standingOf = ({ serviceId, stage, blocker }: PushActivity, day: number): WireStanding => ({
  serviceId,
  stage,
  day,
  blocker: blocker ?? null,
});

/** The standings that the activities are about, each put through `next`; undefined takes one away. */
function withStandings(
  household: WireHousehold,
  activities: readonly PushActivity[],
  next: (standing: WireStanding | undefined, activity: PushActivity) => WireStanding | undefined,
): WireHousehold {
  const through = (standings: WireStanding[], whose: readonly PushActivity[]): WireStanding[] => {
    const after = new Map(standings.map(standing => [standing.serviceId, standing]));
    for (const activity of whose) {
      const standing = next(after.get(activity.serviceId), activity);
      if (standing) after.set(activity.serviceId, standing);
      else after.delete(activity.serviceId);
    }
    return [...after.values()];
  };
  return {
    ...household,
    standings: through(
      household.standings,
      activities.filter(activity => activity.personId == null),
    ),
    people: household.people.map(person => {
      const own = activities.filter(activity => activity.personId === person.id);
      return own.length === 0 ? person : { ...person, standings: through(person.standings, own) };
    }),
  };
}
