import { Problem, Unreachable } from '../sync/api.ts';
import { t } from '../text/text.ts';

/** What happened and what to do, in the member's language: the server's own sentence when it gave one. */
export function sentence(error: unknown): string {
  if (error instanceof Unreachable) return t('trouble.offline');
  if (error instanceof Problem) return [error.message || t('trouble.server'), error.next].filter(Boolean).join(' ');
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return t('trouble.full');
  return t('trouble.fault');
}
