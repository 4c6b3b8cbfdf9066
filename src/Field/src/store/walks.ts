import type { Mutation, WireWalk } from '../wire.ts';

/** The walks after one thing done here; doing it twice changes nothing more. */
export const walksAfter = (before: readonly WireWalk[], mutation: Mutation): readonly WireWalk[] =>
  before.map(walk => (walk.id === mutation.walk!.walkId ? walkAfter(walk, mutation) : walk));

function walkAfter(walk: WireWalk, { kind, memberId, walk: push }: Mutation): WireWalk {
  switch (kind) {
    case 'walk.take':
      return { ...walk, members: [memberId] };
    case 'walk.postpone':
      return push!.day ? { ...walk, day: push!.day } : walk;
    default: {
      // Of two who go one may be replaced; who does not go, and says so, leads the team.
      const stay = walk.members.includes(memberId) ? walk.members.filter(id => id !== memberId && id !== push!.toMemberId) : [];
      return { ...walk, members: push!.toMemberId ? [...stay, push!.toMemberId] : stay };
    }
  }
}
