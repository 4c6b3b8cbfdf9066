import { Problem, Unreachable } from '../sync/api.ts';
import type { SyncState } from '../sync/sync.ts';
import { t } from '../text/text.ts';

/** What happened and what to do, in the member's language: the server's own sentence when it gave one. */
export function sentence(error: unknown): string {
  if (error instanceof Unreachable) return t('trouble.offline');
  if (error instanceof Problem) return [error.message || t('trouble.server'), error.next].filter(Boolean).join(' ');
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return t('trouble.full');
  return t('trouble.fault');
}

/** Why the last round with the server ended early. */
export function troubleOf(trouble: NonNullable<SyncState['trouble']>): string {
  if (trouble.kind === 'offline') return t('sync.noLine');
  return trouble.kind === 'fault' ? t('trouble.fault') : [trouble.text || t('trouble.server'), trouble.next].filter(Boolean).join(' ');
}
