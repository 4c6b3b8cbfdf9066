import { emptyNews } from './news.ts';
import { emptyStock } from './stock.ts';
import type {
  PullResponse,
  WireCampaign,
  WireGathering,
  WireKnownAnswer,
  WireLesson,
  WireNews,
  WireStock,
  WireTraining,
  WireWalk,
  WireWater,
} from '../wire.ts';

/** What a pull brings whole or not at all; each lies sealed under its own name. */
export interface Parts {
  news: WireNews;
  water: readonly WireWater[];
  walks: readonly WireWalk[];
  training: WireTraining;
  gatherings: readonly WireGathering[];
  lessons: readonly WireLesson[];
  answers: readonly WireKnownAnswer[];
  stock: WireStock;
  campaigns: readonly WireCampaign[];
}

export const emptyParts: Parts = {
  news: emptyNews,
  water: [],
  walks: [],
  training: { classes: [], courses: [] },
  gatherings: [],
  lessons: [],
  answers: [],
  stock: emptyStock,
  campaigns: [],
};
export const partNames = Object.keys(emptyParts) as (keyof Parts)[];

/** Those that an answer brings. */
export const partsOf = (answer: PullResponse): Partial<Parts> =>
  Object.fromEntries(partNames.map(name => [name, answer[name]] as const).filter(([, part]) => part != null));
