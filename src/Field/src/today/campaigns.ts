import type { Day, WireCampaign, WireMember } from '../wire.ts';

/** Those that a member's team goes out for on a day; a phone may be held by members of several teams. */
export const campaignsOn = (campaigns: readonly WireCampaign[], member: WireMember, today: Day): WireCampaign[] =>
  campaigns.filter(({ from, to, teams }) => from <= today && today <= to && teams.some(id => member.teamIds.includes(id)));
