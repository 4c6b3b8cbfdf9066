// The part of the wire about campaigns: src/Server/Sync/WireCampaign.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Texts } from './wire.ts';

export interface WireCampaign {
  id: Guid;
  name: string;
  from: Day;
  to: Day;
  /** Those of the phone's teams that take part. */
  teams: Guid[];
  /** How one begins at the door; `points` is what is to be said there. */
  talk: Texts;
  points: Texts[];
  material: WireMaterial[];
}
/** `guide` of a service, or `bulletin` by its version, with its public page. */
export interface WireMaterial {
  kind: string;
  id: Guid;
  title: Texts;
  link?: string | null;
}
