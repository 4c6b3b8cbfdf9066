import { render } from 'preact';
import { effect } from '@preact/signals';
import { App } from './ui/App.tsx';
import { keepSettings, settings } from './ui/settings.ts';
import { current, stage, start } from './ui/session.ts';
import { Unreadable } from './store/vault.ts';
import { speak } from './text/text.ts';
import { registerWorker, takeNewVersion, waitingVersion, watch } from './ui/watch.ts';

async function begin(): Promise<void> {
  // The store is opened first, and all else is done meanwhile; the page's own first picture stands until then, and is drawn over once.
  const started = start().catch((error: unknown) => {
    stage.value = error instanceof Unreadable ? 'unreadable' : 'broken';
  });
  keepSettings();
  // The chosen language is part of the app's files: it comes from the service worker's cache also without a line.
  await speak(settings.value.language).catch(() => speak('vi'));
  watch();
  await started;
  const place = document.getElementById('app')!;
  place.textContent = '';
  render(<App />, place);
  void registerWorker();
}

// At the lock no one is in the middle of anything: the new version comes in by itself, if no visit is half done.
effect(() => {
  if (!waitingVersion.value) return;
  if (stage.value === 'locked' || stage.value === 'enrol') takeNewVersion();
  else if (stage.value === 'open' && current.value.store.drafts.value.size === 0 && document.visibilityState === 'hidden') takeNewVersion();
});

// Where the floor is missing, floor.js has said so and what to do.
if (!document.documentElement.dataset['floor']) void begin();
