import { describe, expect, it } from 'vitest';
import { viewOf, type View } from '../src/store/effect.ts';
import { emptyTerritory } from '../src/store/territory.ts';
import { planFor } from '../src/today/plan.ts';
import { newDraft, nextDays, visitOf, withBlocker, withStage } from '../src/visit/draft.ts';
import { ofHousehold } from '../src/store/draft.ts';
import { workOf } from '../src/me/work.ts';
import type { WireHousehold, WireVisit } from '../src/wire.ts';
import { guid, land, services } from './land.ts';

const today = '2024-10-05';
const noon = Date.parse(`${today}T05:00:00Z`);
const me = guid(2, 1);
const colleague = guid(2, 2);
const made = land(40);

function view(how: (household: WireHousehold) => WireHousehold = household => household, takings: View['laneTakings'] = []): View {
  const territory = {
    ...emptyTerritory,
    hamlets: made.hamlets,
    teams: made.teams,
    members: [made.member],
    services,
    laneTakings: [...takings],
  };
  return viewOf(territory, new Map(made.households.map(household => [household.id, how({ ...household, visits: [] })])), []);
}

const visit = (more: Partial<WireVisit>): WireVisit => ({
  id: guid(7, 99),
  at: '2024-10-04T02:00:00Z',
  memberId: me,
  by: 'Tôi',
  outcome: 'met',
  ...more,
});
const lane = (n: number) => made.hamlets[0]!.lanes[n]!.id;

describe("today's walk", () => {
  it('is the lanes I took, in walking order', () => {
    const plan = planFor(view(undefined, [{ laneId: lane(1), day: today, memberId: me, by: '' }]), me, today);
    expect(plan.next.map(door => door.order)).toEqual([2, 6, 10, 14, 18, 22, 26, 30, 34, 38]);
    expect([plan.done, plan.total]).toEqual([0, 10]);
  });

  it('leaves out a lane that someone else took today, but not one taken yesterday', () => {
    const plan = planFor(
      view(undefined, [
        { laneId: lane(0), day: today, memberId: colleague, by: 'Đức' },
        { laneId: lane(1), day: '2024-10-04', memberId: colleague, by: 'Đức' },
      ]),
      me,
      today,
    );
    expect(new Set(plan.next.map(door => door.laneId))).toEqual(new Set([lane(1), lane(2), lane(3)]));
  });

  it('puts a door tried today aside until tomorrow, and a door that was met for good', () => {
    const tried = (household: WireHousehold) =>
      household.id === guid(5, 1)
        ? { ...household, visits: [visit({ at: `${today}T01:00:00Z`, outcome: 'away' })] }
        : household.id === guid(5, 2)
          ? { ...household, visits: [visit({ outcome: 'met' })] }
          : household;
    const plan = planFor(view(tried), me, today);
    expect(plan.next.map(door => door.id)).not.toContain(guid(5, 1));
    expect(plan.next.map(door => door.id)).not.toContain(guid(5, 2));
    expect([plan.done, plan.total]).toEqual([1, 39]);
    expect(planFor(view(tried), me, '2024-10-06').next.map(door => door.id)).toContain(guid(5, 1));
  });

  it('lists what was agreed for today by the clock, and what is overdue apart', () => {
    const days: Record<string, Partial<WireVisit>> = {
      [guid(5, 1)]: { nextDate: today, nextTime: '14:00:00' },
      [guid(5, 2)]: { nextDate: today, nextTime: '08:00:00' },
      [guid(5, 3)]: { nextDate: '2024-10-01' },
      [guid(5, 4)]: { nextDate: '2024-10-09' },
      [guid(5, 5)]: { nextDate: today },
    };
    const plan = planFor(
      view(household => (days[household.id] ? { ...household, visits: [visit(days[household.id]!)] } : household)),
      me,
      today,
    );
    expect(plan.appointments.map(door => door.id)).toEqual([guid(5, 2), guid(5, 1), guid(5, 5)]);
    expect(plan.due.map(door => door.id)).toEqual([guid(5, 3)]);
  });

  it('shows a door without a lane to everyone', () => {
    const plan = planFor(
      view(
        household => (household.id === guid(5, 7) ? { ...household, laneId: null } : household),
        [{ laneId: lane(1), day: today, memberId: me, by: '' }],
      ),
      me,
      today,
    );
    expect(plan.next.map(door => door.id)).toContain(guid(5, 7));
  });
});

describe('a visit', () => {
  const door = made.households[2]!;
  const [first, second] = door.people;

  it('counts only steps of people at home, and none when no one was met', () => {
    let draft = { ...newDraft(door, me, noon), home: [first!.id, ofHousehold] };
    draft = withStage(draft, first!.id, services[0]!.id, 3);
    draft = withStage(draft, second!.id, services[0]!.id, 2);
    draft = withStage(draft, ofHousehold, services[7]!.id, 1);
    expect(visitOf(draft, noon).activities).toEqual([
      { serviceId: services[0]!.id, stage: 3, personId: first!.id, blocker: null },
      { serviceId: services[7]!.id, stage: 1, personId: null, blocker: null },
    ]);
    expect(visitOf({ ...draft, outcome: 'refused' }, noon).activities).toEqual([]);
  });

  it('takes a step back when it is tapped again, and a blocker alone means at least introduced', () => {
    const draft = newDraft(door, me, noon);
    expect(withStage(withStage(draft, 'a', 's', 2), 'a', 's', 2).steps).toEqual({});
    expect(withBlocker(draft, 'a', 's', undefined, 'sim').steps).toEqual({ 'a/s': { stage: 1, blocker: 'sim' } });
    expect(withBlocker(draft, 'a', 's', { serviceId: 's', stage: 3, day: 1 }, 'sim').steps).toEqual({
      'a/s': { stage: 3, blocker: 'sim' },
    });
  });

  it('offers days of the calendar of Việt Nam, also late in the evening', () => {
    expect(nextDays(Date.parse('2024-10-05T18:30:00Z'))[0]!.day).toBe('2024-10-07');
  });
});

describe('my work', () => {
  it('counts the week from Monday', () => {
    const doors = new Map(
      made.households
        .slice(0, 2)
        .map((household, i) => [
          household.id,
          { ...household, visits: [visit({ at: i ? '2024-09-29T10:00:00Z' : '2024-09-30T01:00:00Z' })] },
        ]),
    );
    expect(workOf(doors, me, noon)).toEqual({ today: 0, week: 1, met: 1, households: 2, known: 2, visited: 2 });
  });
});
