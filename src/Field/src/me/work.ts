import { addDays, dayOf, numberOfDay } from '../store/clock.ts';
import { dayOfVisit } from '../today/plan.ts';
import type { Guid, WireHousehold } from '../wire.ts';

export interface Work {
  today: number;
  week: number;
  met: number;
  households: number;
  known: number;
  visited: number;
}

/** One member's visits among the newest few that each household carries; the office's pages hold the whole count. */
export function workOf(households: ReadonlyMap<Guid, WireHousehold>, memberId: Guid, now: number): Work {
  const today = dayOf(now);
  const monday = addDays(today, -((numberOfDay(today) + 3) % 7));
  const work: Work = { today: 0, week: 0, met: 0, households: 0, known: households.size, visited: 0 };
  for (const household of households.values()) {
    const mine = household.visits.filter(visit => visit.memberId === memberId);
    if (mine.length > 0) work.households++;
    if (household.visits.some(visit => visit.outcome === 'met')) work.visited++;
    for (const visit of mine) {
      const day = dayOfVisit(visit);
      if (day === today) work.today++;
      if (day >= monday) work.week++;
      if (day >= monday && visit.outcome === 'met') work.met++;
    }
  }
  return work;
}
