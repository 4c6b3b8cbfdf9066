import { addDays, dayOf } from '../store/clock.ts';
import { ofHousehold, stepKey, type Draft } from '../store/draft.ts';
import type { Guid, PushActivity, PushVisit, VisitField, WireHousehold, WireService, WireStanding, WireVisit } from '../wire.ts';

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

/** A correction begins with what the old visit said; see `knowsActivities` for what the phone may not know of it. */
export function correctionOf(door: WireHousehold, visitId: Guid, memberId: Guid, now: number): Draft {
  const draft = newDraft(door, memberId, now);
  const visit = door.visits.find(known => known.id === visitId);
  if (!visit) return draft;
  const steps: Draft['steps'] = {};
  const home = new Set(draft.home);
  for (const { personId, serviceId, stage, blocker } of visit.activities ?? []) {
    const who = personId ?? ofHousehold;
    steps[stepKey(who, serviceId)] = { stage, blocker: blocker ?? null };
    home.add(who);
  }
  return {
    ...draft,
    outcome: visit.outcome,
    language: languageOf(visit),
    steps,
    home: [...home],
    nextDate: visit.nextDate ?? null,
    nextTime: visit.nextTime ?? null,
    note: visit.note ?? '',
    supersedes: visitId,
    corrects: visit,
  };
}

/** Old visits come without what was done in them: a correction then leaves it as it was, and the screen does not offer to change it. */
export const knowsActivities = ({ supersedes, corrects }: Draft): boolean => supersedes === null || corrects?.activities != null;

/** The server leaves out Vietnamese; of an old visit, which comes without everything, nothing is said. */
const languageOf = (visit: WireVisit): string => visit.language ?? (visit.activities ? 'vi' : '');

/**
 * What goes to the server. Steps of someone who turned out not to be at home do not count, nor any when no one was met. A correction names what
 * it changes, and may change nothing.
 */
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
  // A visit left open over night, or during which the clock was set, says nothing about how long it took; the correction of one neither.
  const took = now - draft.startedAt;
  const visit: PushVisit = {
    householdId: draft.householdId,
    outcome: draft.outcome,
    language: draft.language || 'vi',
    activities,
    nextDate: draft.nextDate,
    nextTime: draft.nextDate ? draft.nextTime : null,
    note: draft.note.trim() || null,
    supersedes: draft.supersedes,
    seconds: draft.supersedes === null && took >= 0 && took < 4 * 3_600_000 ? Math.round(took / 1000) : null,
  };
  return draft.corrects ? { ...visit, fields: changes(draft, draft.corrects, visit) } : visit;
}

function changes(draft: Draft, old: WireVisit, visit: PushVisit): VisitField[] {
  const changed: Record<VisitField, boolean> = {
    outcome: visit.outcome !== old.outcome,
    language: draft.language !== languageOf(old),
    activities: old.activities != null && asText(visit.activities) !== asText(old.activities),
    nextDate: visit.nextDate !== (old.nextDate ?? null),
    nextTime: visit.nextTime !== (old.nextTime ?? null),
    note: visit.note !== (old.note?.trim() || null),
    came: false,
  };
  return (Object.keys(changed) as VisitField[]).filter(field => changed[field]);
}

const asText = (activities: readonly PushActivity[]): string =>
  activities
    .map(({ personId, serviceId, stage, blocker }) => [personId ?? ofHousehold, serviceId, stage, blocker ?? ''].join())
    .sort()
    .join(';');

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
