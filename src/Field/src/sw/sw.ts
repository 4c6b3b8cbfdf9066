// Keeps the app on the phone. The app's own files and nothing else: what the server says about doors never enters a cache.
const worker = self as unknown as ServiceWorkerGlobalScope;

const scope = '/field/';
/** Filled in by the build (tools/precache.ts); the version is a hash of every file. */
const version = '__VERSION__';
const files = '__FILES__' as unknown as string[];
/** English words, kept by phones on which somebody chose them. */
const chosen = '__CHOSEN__';
const cacheName = `field-${version}`;
const isOurs = (name: string): boolean => name.startsWith('field-');
const hashed = /\/assets\//;

worker.addEventListener('install', event => {
  // No skipWaiting: a visit under way goes on with the version it began with, until the page says `take-over`.
  event.waitUntil(fill());
  routes(event as Routing);
});

/** Not every browser has them, and TypeScript does not know them yet. */
interface Routing extends ExtendableEvent {
  addRoutes?(rule: { condition: object; source: { cacheName: string } }): Promise<void>;
}

/**
 * What is kept from the start comes out of the cache without this worker, which a slow phone would have to wake first. A phone that was wiped has no
 * cache, and is sent to the server.
 */
function routes(event: Routing): void {
  const kept = files.map(file => ({ requestMethod: 'GET', urlPattern: { pathname: scope + file, search: '', baseURL: location.origin } }));
  event.waitUntil(event.addRoutes?.({ condition: { or: kept }, source: { cacheName } }).catch(() => undefined) ?? Promise.resolve());
}

worker.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (isOurs(name) && name !== cacheName) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('message', event => {
  if (event.data === 'take-over') void worker.skipWaiting();
  if (event.data === 'chosen') (event as ExtendableMessageEvent).waitUntil(keepChosen());
});

worker.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(scope)) return;
  event.respondWith(answer(event.request, url));
});

/** Background sync where the browser has it: the key is with the page, so an open page is asked to sync. */
worker.addEventListener('sync', event => {
  (event as ExtendableEvent).waitUntil(
    worker.clients.matchAll({ type: 'window' }).then(pages => {
      for (const page of pages) page.postMessage('sync');
    }),
  );
});

/** A new version fetches only what it does not find, by its hashed name, in the old one's cache; the fonts a phone needed go along. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of files) await keep(cache, file);
  for (const name of await caches.keys()) {
    if (!isOurs(name) || name === cacheName) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const font = request.url.endsWith('.woff2') ? await old.match(request) : undefined;
      if (font) await cache.put(request, font);
      if (/\/en-[^/]+\.js$/.test(request.url)) await keep(cache, chosen);
    }
  }
}

/** Without a line it is fetched at the next start. A phone that was wiped has no cache any more, and gets none by this. */
async function keepChosen(): Promise<void> {
  if (await caches.has(cacheName)) await keep(await caches.open(cacheName), chosen).catch(() => undefined);
}

/** Into the cache as it was opened: one that is gone meanwhile does not come back by it. */
async function keep(cache: Cache, file: string): Promise<void> {
  const url = scope + file;
  const known = hashed.test(url) ? await caches.match(url) : undefined;
  const response = known ?? (await fetch(url, { cache: 'reload' }));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await cache.put(url, response);
}

async function answer(request: Request, url: URL): Promise<Response> {
  // Only install makes the cache: a phone that was wiped still asks this worker until its page goes, and must stay wiped.
  const kept = await caches.match(request.mode === 'navigate' ? scope : url.pathname, { cacheName });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && hashed.test(url.pathname) && (await caches.has(cacheName))) {
    await (await caches.open(cacheName)).put(url.pathname, response.clone());
  }
  return response;
}

export {};
