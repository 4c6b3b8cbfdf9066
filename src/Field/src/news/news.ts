import type { View } from '../store/effect.ts';
import { said, t, type Key } from '../text/text.ts';
import type { Guid, WireBulletin, WireBulletinText, WireHelp, WireHousehold, WireRelay } from '../wire.ts';

export const emergency = 2;

/** The text in the first wanted language that it has; Vietnamese is always there. */
export function textIn(bulletin: WireBulletin, ...wanted: (string | null | undefined)[]): WireBulletinText {
  const languages = wanted.flatMap(codes => codes?.split('+') ?? []);
  return (
    languages.map(code => bulletin.texts.find(text => text.language === code)).find(text => text !== undefined) ??
    bulletin.texts.find(text => text.language === 'vi') ??
    bulletin.texts[0] ?? { language: 'vi', title: said(bulletin.kindName), body: '', needsReview: false }
  );
}

/** What a member may pass on or tell now. */
export const isCurrent = (bulletin: WireBulletin, now: number): boolean =>
  bulletin.state === 'valid' && Date.parse(bulletin.validFrom) <= now && now < Date.parse(bulletin.validTo);

export const isLate = (relay: WireRelay, now: number): boolean => relay.state === 'open' && Date.parse(relay.dueAt) <= now;

/** What stands in the group, as the office's messages have it: title, text, who says so, the public page. Plain, because a group knows nothing else. */
export const postOf = (bulletin: WireBulletin, text: WireBulletinText): string =>
  [text.title, text.body, sourceOf(bulletin), text.language === 'vi' ? bulletin.link : `${bulletin.link}?lang=${text.language}`]
    .map(part => part.trim())
    .filter(Boolean)
    .join('\n\n')
    .normalize('NFC');

export const sourceOf = (bulletin: WireBulletin): string => [bulletin.source, bulletin.documentNumber].filter(Boolean).join(' · ');

export interface NewsToday {
  /** To be posted: mine and nobody's first, then the others', the most urgent and the earliest due first. */
  due: WireRelay[];
  /** Posted, missed or not needed any more, the newest first. */
  done: WireRelay[];
  urgent: WireBulletin[];
  current: WireBulletin[];
  old: WireBulletin[];
  help: WireHelp[];
  helped: WireHelp[];
}

export function newsFor({ news }: View, memberId: Guid, now: number): NewsToday {
  const urgency = new Map(news.bulletins.map(bulletin => [bulletin.id, bulletin.urgency]));
  const rank = (relay: WireRelay): string =>
    `${relay.memberId && relay.memberId !== memberId ? 1 : 0}${9 - (urgency.get(relay.bulletinId) ?? 0)}${relay.dueAt}`;
  const stillDue = (relay: WireRelay): boolean => relay.state === 'open' && now < Date.parse(relay.validTo);
  const current = news.bulletins.filter(bulletin => isCurrent(bulletin, now)).sort((a, b) => b.urgency - a.urgency);
  return {
    due: news.relays.filter(stillDue).sort((a, b) => rank(a).localeCompare(rank(b))),
    done: news.relays.filter(relay => !stillDue(relay)).sort((a, b) => (b.postedAt ?? b.dueAt).localeCompare(a.postedAt ?? a.dueAt)),
    urgent: current.filter(bulletin => bulletin.urgency === emergency),
    current,
    old: news.bulletins.filter(bulletin => !isCurrent(bulletin, now) && Date.parse(bulletin.validFrom) <= now),
    help: news.help.filter(request => request.state !== 'closed').sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
    helped: news.help.filter(request => request.state === 'closed'),
  };
}

/** Tasks of this member, or of anybody, that wait in the tab. */
export const waiting = ({ due, help }: NewsToday, memberId: Guid): number =>
  due.filter(relay => !relay.memberId || relay.memberId === memberId).length + help.filter(request => request.state === 'open').length;

export interface Line {
  bulletin: WireBulletin;
  language: string;
}

/** What waits to be told at a door. */
export function linesFor({ news }: View, door: WireHousehold, now: number): Line[] {
  return news.tellings
    .filter(telling => telling.households.includes(door.id))
    .flatMap(telling => {
      const bulletin = news.bulletins.find(known => known.id === telling.bulletinId);
      return bulletin && isCurrent(bulletin, now) ? [{ bulletin, language: telling.language }] : [];
    })
    .sort((a, b) => b.bulletin.urgency - a.bulletin.urgency);
}

/** Name of a member of the phone's teams. */
export function memberName({ territory }: View, id: Guid | null | undefined): string {
  const known =
    territory.teams.flatMap(team => team.members).find(member => member.id === id) ?? territory.members.find(member => member.id === id);
  return known?.name ?? '—';
}

export const stateWord = (relay: WireRelay, now: number): string =>
  t(relay.state === 'open' ? (isLate(relay, now) ? 'relay.late' : 'relay.open') : (`relay.${relay.state}` as Key));
