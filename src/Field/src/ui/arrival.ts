import { useEffect, useRef } from 'preact/hooks';
import { t, type Key } from '../text/text.ts';

/**
 * Where one is, for whoever hears the app or switches between windows: the window has the screen's name, and the heading has the focus after a step.
 * The name is never that of a household: titles stay in the browser's history, which no PIN closes.
 */
export function useArrival(at: string, title: Key): void {
  const before = useRef(at);
  useEffect(() => {
    document.title = `${t(title)} · Từng Ngõ`;
    if (before.current === at) return;
    before.current = at;
    const heading = document.querySelector<HTMLElement>('h1');
    if (!heading || document.querySelector('dialog[open]')) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
}

/** By the name in the address. */
export const titles: Readonly<Record<string, Key>> = {
  today: 'today.title',
  doors: 'doors.title',
  door: 'doors.title',
  'add-door': 'doors.add',
  visit: 'kind.visit',
  guides: 'nav.guides',
  news: 'nav.news',
  relay: 'relay.title',
  bulletin: 'bulletin.title',
  help: 'help.title',
  water: 'water.title',
  training: 'training.title',
  gather: 'gather.title',
  me: 'nav.me',
  sync: 'sync.title',
  team: 'team.title',
  badge: 'badge.title',
  work: 'work.title',
  answers: 'answers.title',
  stock: 'stock.title',
};

/** Before a PIN has opened anything, and after everything is gone. */
export const stageTitles: Readonly<Record<string, Key>> = {
  enrol: 'enrol.title',
  locked: 'unlock.pin',
  revoked: 'revoked.title',
  left: 'left.title',
  broken: 'broken.title',
  unreadable: 'unreadable.title',
};
