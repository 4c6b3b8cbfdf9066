import { dayOf } from '../store/clock.ts';
import type { OutboxItem } from '../store/outbox.ts';

/**
 * Unsent work as a file that the office can push for the phone: the body of POST /api/sync/push as it is, with the reasons beside it. It leaves the
 * protection of the PIN, and the button says so.
 */
export function exportUnsent(items: readonly OutboxItem[], now: number): void {
  const open = items.filter(item => item.state !== 'sent');
  const content = JSON.stringify(
    {
      mutations: open.map(item => item.mutation),
      refused: open.filter(item => item.state === 'refused').map(item => ({ id: item.mutation.id, code: item.code, reason: item.reason })),
    },
    null,
    1,
  );
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `tung-ngo-chua-gui-${dayOf(now)}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
