import type { DoorClock } from './doorClock.ts';
import type { Guid, PullResponse, WireHamlet, WireHousehold, WireLaneTaking, WireMember, WireService, WireTeam } from '../wire.ts';

/** What the server last said, without the households themselves. */
export interface Territory {
  upTo: number;
  /** Which history `upTo` counts; null before the server named one. */
  epoch: Guid | null;
  members: WireMember[];
  teams: WireTeam[];
  hamlets: WireHamlet[];
  services: WireService[];
  guidesVersion: number;
  laneTakings: WireLaneTaking[];
  /** Hamlets whose doors are here whole. */
  have: Guid[];
  /** Households that left the slice and stay because of unsent work. */
  kept: Guid[];
  /** When the last complete pull ended; null before the first. */
  pulledAt: number | null;
  /** Milliseconds by which the phone's wall clock was put right at the last pull; see store/doorClock.ts. */
  skew: number | null;
}

export const emptyTerritory: Territory = {
  upTo: 0,
  epoch: null,
  members: [],
  teams: [],
  hamlets: [],
  services: [],
  guidesVersion: 0,
  laneTakings: [],
  have: [],
  kept: [],
  pulledAt: null,
  skew: null,
};

/** The server was restored from a backup: it counts another history, and what is held here is of the lost one. */
export const beginsAnew = (before: Territory, answer: PullResponse): boolean =>
  before.epoch != null && answer.epoch != null && before.epoch !== answer.epoch;

/** An older answer that comes late changes nothing. */
export const isLate = (before: Territory, answer: PullResponse): boolean => !beginsAnew(before, answer) && answer.upTo < before.upTo;

export interface PullEffect {
  territory: Territory;
  put: WireHousehold[];
  drop: Guid[];
}

/**
 * What one pull answer does. Whole objects replace by id and the change number never goes back, so the same answer twice,
 * or an old one late, leaves the same state. `busy` are households with unsent work or a half-finished visit: they stay.
 */
export function applyPull(
  before: Territory,
  households: ReadonlyMap<Guid, WireHousehold>,
  answer: PullResponse,
  busy: ReadonlySet<Guid>,
  clock: Pick<DoorClock, 'now' | 'skew'>,
): PullEffect {
  if (isLate(before, answer)) return { territory: before, put: [], drop: [] };
  const anew = beginsAnew(before, answer);
  if (anew) before = { ...before, hamlets: [], have: [], guidesVersion: 0 };
  const put = new Map<Guid, WireHousehold>();
  for (const household of answer.households) {
    const known = put.get(household.id) ?? (anew ? undefined : households.get(household.id));
    if (!known || known.version <= household.version) put.set(household.id, household);
  }
  const leftHamlets = new Set(answer.leftHamlets);
  const gone = new Set(answer.left);
  // A household may leave one hamlet of ours and enter another in the same answer: what came whole, stays.
  for (const id of put.keys()) gone.delete(id);
  for (const household of households.values()) {
    if ((anew || leftHamlets.has(household.hamletId)) && !put.has(household.id)) gone.add(household.id);
  }
  const kept = new Set(before.kept);
  for (const id of put.keys()) kept.delete(id);
  for (const id of gone) if (busy.has(id)) kept.add(id);
  const drop = [...gone].filter(id => !busy.has(id));
  for (const id of kept) {
    if (busy.has(id)) continue;
    kept.delete(id);
    drop.push(id);
  }
  // What stays of a lost history gives way to whatever the new one says of it.
  const remnants = anew ? [...households.values()].filter(({ id }) => gone.has(id) && busy.has(id)) : [];
  const hamlets = answer.hamlets ?? before.hamlets.filter(hamlet => !leftHamlets.has(hamlet.id));
  return {
    territory: {
      upTo: answer.upTo,
      epoch: answer.epoch ?? before.epoch,
      members: answer.members ?? before.members,
      teams: answer.teams ?? before.teams,
      hamlets,
      services: answer.services ?? before.services,
      guidesVersion: before.guidesVersion,
      laneTakings: answer.laneTakings,
      have: haveAfter(before.have, hamlets, answer),
      kept: [...kept],
      pulledAt: answer.more ? before.pulledAt : clock.now(),
      skew: clock.skew,
    },
    put: [...put.values(), ...remnants.map(household => ({ ...household, version: 0 }))],
    drop,
  };
}

/** Pages end between hamlets, so a hamlet the answer names is here whole, also when it has no doors; one it only brings doors of, too. */
function haveAfter(have: Guid[], hamlets: WireHamlet[], answer: PullResponse): Guid[] {
  const next = new Set([...have, ...hamlets.map(hamlet => hamlet.id), ...answer.households.map(household => household.hamletId)]);
  for (const id of answer.leftHamlets) next.delete(id);
  return [...next];
}
