import type { View } from '../store/effect.ts';
import type { Guid, WireBulletin } from '../wire.ts';
import { isCurrent } from './news.ts';

export const acts = ['closed', 'stored', 'both', 'notYet'] as const;
export type Act = (typeof acts)[number];

export interface Asked {
  bulletin: WireBulletin;
  acted: Act | null;
}

/** Warnings that hold and ask this household, the gravest first. */
export const askedOf = ({ news }: View, householdId: Guid, now: number): Asked[] =>
  (news.asked ?? [])
    .flatMap(({ bulletinId, households }) => {
      const bulletin = news.bulletins.find(known => known.id === bulletinId);
      const mine = households.find(known => known.householdId === householdId);
      return bulletin && mine && isCurrent(bulletin, now) ? [{ bulletin, acted: (mine.acted ?? null) as Act | null }] : [];
    })
    .sort((a, b) => b.bulletin.urgency - a.bulletin.urgency);

/** What the households of this phone said about one warning; null when it asks nothing, or no longer. */
export function askedOn({ news }: View, bulletinId: Guid, now: number) {
  const asked = (news.asked ?? []).find(known => known.bulletinId === bulletinId);
  const bulletin = news.bulletins.find(known => known.id === bulletinId);
  if (!asked || !bulletin || !isCurrent(bulletin, now)) return null;
  const answered = asked.households.filter(known => known.acted);
  return {
    bulletin,
    all: asked.households.length,
    answered: answered.length,
    acted: answered.filter(known => known.acted !== 'notYet').length,
    silent: asked.households.filter(known => !known.acted).map(known => known.householdId),
  };
}
