import { addDays, dayOf, dayNumber } from '../store/clock.ts';
import { ofHousehold, stepKey, type Draft } from '../store/draft.ts';
import type { Guid, Mutation, PushActivity, PushVisit, WireHousehold, WireService, WireStanding } from '../wire.ts';

export function newDraft(door: WireHousehold, memberId: Guid, now: number): Draft {
  return {
    householdId: door.id,
    memberId,
    startedAt: now,
    outcome: 'met',
    language: door.language?.split('+')[0] ?? 'vi',
    // One person in the house: that is who opened the door.
    home: door.people.length === 1 ? [door.people[0]!.id] : [],
    steps: {},
    nextDate: null,
    nextTime: null,
    note: '',
    supersedes: null,
  };
}

/**
 * A correction begins with what the old visit said. The phone knows it from its own unsent work, or else from the standings of that day: the
 * wire keeps no activities of old visits.
 */
export function correctionOf(door: WireHousehold, visitId: Guid, memberId: Guid, now: number, unsent: readonly Mutation[]): Draft {
  const draft = newDraft(door, memberId, now);
  const visit = door.visits.find(known => known.id === visitId);
  if (!visit) return draft;
  const day = dayNumber(Date.parse(visit.at));
  const own = unsent.find(mutation => mutation.id === visitId)?.visit;
  const steps: Draft['steps'] = {};
  const home = new Set<string>();
  const keep = (who: string, serviceId: Guid, stage: WireStanding['stage'], blocker?: string | null): void => {
    steps[stepKey(who, serviceId)] = { stage, blocker: blocker ?? null };
    home.add(who);
  };
  if (own)
    for (const activity of own.activities) keep(activity.personId ?? ofHousehold, activity.serviceId, activity.stage, activity.blocker);
  else {
    for (const [who, standings] of [[ofHousehold, door.standings], ...door.people.map(person => [person.id, person.standings])] as [
      string,
      WireStanding[],
    ][]) {
      for (const standing of standings) if (standing.day === day) keep(who, standing.serviceId, standing.stage, standing.blocker);
    }
  }
  return {
    ...draft,
    outcome: visit.outcome,
    steps,
    home: [...new Set([...draft.home, ...home])],
    nextDate: visit.nextDate ?? null,
    nextTime: visit.nextTime ?? null,
    note: visit.note ?? '',
    supersedes: visitId,
    language: own?.language ?? draft.language,
  };
}

/** What goes to the server. Steps of someone who turned out not to be at home do not count, nor any when no one was met. */
export function visitOf(draft: Draft, now: number): PushVisit {
  const activities: PushActivity[] = [];
  if (draft.outcome === 'met') {
    for (const [key, { stage, blocker }] of Object.entries(draft.steps)) {
      const at = key.lastIndexOf('/');
      const who = key.slice(0, at);
      if (!draft.home.includes(who)) continue;
      activities.push({ serviceId: key.slice(at + 1), stage, personId: who === ofHousehold ? null : who, blocker: blocker ?? null });
    }
  }
  return {
    householdId: draft.householdId,
    outcome: draft.outcome,
    language: draft.language,
    activities,
    nextDate: draft.nextDate,
    nextTime: draft.nextDate ? draft.nextTime : null,
    note: draft.note.trim() || null,
    supersedes: draft.supersedes,
    // A visit left open over night says nothing about how long it took.
    seconds: now - draft.startedAt < 4 * 3_600_000 ? Math.max(0, Math.round((now - draft.startedAt) / 1000)) : null,
  };
}

/** Tapping a stage that is already chosen takes it back to what was known before. */
export function withStage(draft: Draft, who: string, serviceId: Guid, stage: WireStanding['stage']): Draft {
  const key = stepKey(who, serviceId);
  const steps = { ...draft.steps };
  if (steps[key]?.stage === stage) delete steps[key];
  else steps[key] = { stage, blocker: steps[key]?.blocker ?? null };
  return { ...draft, steps };
}

/** Being stuck says at least that the service was talked about. */
export function withBlocker(draft: Draft, who: string, serviceId: Guid, known: WireStanding | undefined, blocker: string): Draft {
  const key = stepKey(who, serviceId);
  const step = draft.steps[key] ?? { stage: known && known.stage > 0 ? known.stage : 1 };
  return { ...draft, steps: { ...draft.steps, [key]: { ...step, blocker: step.blocker === blocker ? null : blocker } } };
}

export const nextDays = (now: number): { key: 'tomorrow' | 'threeDays' | 'nextWeek' | 'nextMonth'; day: string }[] => {
  const today = dayOf(now);
  return [
    { key: 'tomorrow', day: addDays(today, 1) },
    { key: 'threeDays', day: addDays(today, 3) },
    { key: 'nextWeek', day: addDays(today, 7) },
    { key: 'nextMonth', day: addDays(today, 30) },
  ];
};

export const servicesFor = (services: readonly WireService[], who: string): WireService[] =>
  services.filter(service => service.active && (service.subject === 'person') === (who !== ofHousehold)).sort((a, b) => a.order - b.order);
