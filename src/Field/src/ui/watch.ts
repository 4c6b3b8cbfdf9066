import { signal } from '@preact/signals';
import { phoneClocks } from '../store/clock.ts';
import { current, lock, stage } from './session.ts';
import { settings } from './settings.ts';

/** Whether a new version of the app waits, and what takes it on. */
export const waitingVersion = signal<ServiceWorker | null>(null);
export const online = signal(navigator.onLine);

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}
/** The browser's own offer to put the app on the home screen, kept until the member asks for it. Installed apps may keep their data. */
export const installOffer = signal<InstallPrompt | null>(null);

const every = 4 * 60_000;
let lastTouch = { wall: phoneClocks.wall(), ticks: phoneClocks.ticks() };

/** The phone's events that the app lives by: touch, sight, line, and a new version. */
export function watch(): void {
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(
      kind,
      () => {
        lastTouch = { wall: phoneClocks.wall(), ticks: phoneClocks.ticks() };
      },
      { passive: true },
    );
  const lockWhenIdle = (): void => {
    // The ticks may stand still while the phone sleeps, and the wall clock may be put back: the longer of the two.
    const idle = Math.max(phoneClocks.wall() - lastTouch.wall, phoneClocks.ticks() - lastTouch.ticks);
    if (stage.value === 'open' && idle > settings.value.lockMinutes * 60_000) lock();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    lockWhenIdle();
    if (stage.value === 'open') current.value.sync.soon(300);
  });
  setInterval(lockWhenIdle, 15_000);
  // Who took which lane, and the office's edits, are seen within minutes while the app is looked at.
  setInterval(() => {
    if (stage.value === 'open' && document.visibilityState === 'visible' && navigator.onLine) current.value.sync.soon();
  }, every);
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();
    installOffer.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => {
    installOffer.value = null;
  });
  addEventListener('online', () => {
    online.value = true;
    if (stage.value === 'open') void current.value.sync.fresh();
  });
  addEventListener('offline', () => {
    online.value = false;
  });
}

export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  let hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne) location.reload();
    hadOne = true;
  });
  navigator.serviceWorker.addEventListener('message', event => {
    if (event.data === 'sync' && stage.value === 'open') void current.value.sync.fresh();
  });
  const registration = await navigator.serviceWorker.register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' });
  const look = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) waitingVersion.value = registration.waiting;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  setInterval(() => {
    if (navigator.onLine) void registration.update().catch(() => undefined);
  }, 6 * 3_600_000);
}

/** The member tapped, or no one is in the middle of anything. */
export const takeNewVersion = (): void => waitingVersion.value?.postMessage('take-over');
