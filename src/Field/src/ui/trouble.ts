import { Problem, Unreachable } from '../sync/api.ts';
import type { SyncState } from '../sync/sync.ts';
import { t, type Key } from '../text/text.ts';

/**
 * What the server says of itself, of roles, addresses and formats is said to offices and to programs. A volunteer reads our words instead, which say
 * what is safe and what to do; everything else that a phone is answered is written for volunteers (a test walks the whole catalogue).
 */
const own: Readonly<Record<string, Key>> = {
  unexpected: 'trouble.busy',
  busy: 'trouble.busy',
  'storage-full': 'trouble.busy',
  'too-many-requests': 'trouble.busy',
  'sign-in-needed': 'trouble.notKnown',
  forbidden: 'trouble.notKnown',
  'not-found': 'trouble.gone',
  invalid: 'refused.unread',
  'too-large': 'refused.unread',
  'sync.batch-too-large': 'refused.unread',
  'method-not-allowed': 'refused.unread',
  'media-type-unknown': 'refused.unread',
};

/** The server's word by its code, in the member's language: a sentence and what to do. */
export const wordsOn = (code: string, said: string): string => (own[code] ? t(own[code]) : said || t('trouble.busy'));

/** Whether the same, sent again, may be taken: the trouble was the server's or the phone's standing, not the work. */
export const mayPass = (code: string): boolean => mended.has(own[code] ?? '') || later.has(code);
const mended: ReadonlySet<string> = new Set<Key>(['trouble.busy', 'trouble.notKnown']);
const later: ReadonlySet<string> = new Set(['sync.kind-unknown', 'sync.member-not-on-phone', 'changed-meanwhile']);

/** What happened and what to do, in the member's language: the server's own sentence when it gave one. */
export function sentence(error: unknown): string {
  if (error instanceof Unreachable) return t(between(error.status) ?? 'trouble.offline');
  if (error instanceof Problem) return wordsOn(error.code, [error.message, error.next].filter(Boolean).join(' '));
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return t('trouble.full');
  return t('trouble.fault');
}

/** Why the last round with the server ended early. */
export function troubleOf(trouble: NonNullable<SyncState['trouble']>): string {
  if (trouble.kind === 'offline') return t(between(trouble.status) ?? 'sync.noLine');
  return trouble.kind === 'fault' ? t('trouble.fault') : wordsOn(trouble.code, [trouble.text, trouble.next].filter(Boolean).join(' '));
}

/** No line is an everyday thing and has its place in the mark; whatever else keeps work here is said. */
export const isSaid = (trouble: SyncState['trouble']): trouble is NonNullable<SyncState['trouble']> =>
  trouble !== null && !(trouble.kind === 'offline' && trouble.status === null);

/** There is a line, and something on the way answers for the server: it stands before a server that is down, or it is a Wi-Fi's own page. */
const between = (status: number | null): Key | undefined =>
  status === null ? undefined : status >= 500 ? 'trouble.busy' : 'trouble.between';
