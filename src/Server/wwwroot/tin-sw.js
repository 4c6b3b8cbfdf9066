// Public pages below /tin: from the network while there is one, else as they were read last. And notifications: shown, and opened by a tap.
const pages = 'tin-1';
const kept = (request) => request.method === 'GET' && new URL(request.url).origin === location.origin && !new URL(request.url).pathname.startsWith('/api/');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (!kept(event.request)) return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const cache = await caches.open(pages);
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200 && !request.headers.has('range')) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const old = await cache.match(request) ?? await cache.match(request, { ignoreSearch: true });
    if (old) return old;
    throw error;
  }
}

self.addEventListener('push', (event) => {
  const message = read(event.data);
  event.waitUntil(Promise.all([
    self.registration.showNotification(message.title, { body: message.body, tag: message.key, icon: '/field/icon-192.png', requireInteraction: message.urgent, data: message }),
    tell(message.key, false),
  ]));
});

self.addEventListener('notificationclick', (event) => {
  const { key, path } = event.notification.data;
  event.notification.close();
  event.waitUntil(Promise.all([self.clients.openWindow(path), tell(key, true)]));
});

/** k the key, t the text (its first line is the title, a link to our own host is where a tap leads), u urgent. */
function read(data) {
  const { k = '', t = '', u } = JSON.parse(data?.text() ?? '{}');
  const link = t.match(/https?:\/\/\S+/g)?.find((address) => new URL(address).origin === location.origin);
  const [title, ...rest] = t.replace(link ?? '', '').trim().split('\n');
  return { key: k, title, body: rest.join('\n').trim(), path: link ? new URL(link).pathname + new URL(link).search : '/tin', urgent: Boolean(u) };
}

async function tell(key, tapped) {
  const subscription = await self.registration.pushManager.getSubscription();
  if (!subscription || !key) return;
  await fetch('/api/portal/push/shown', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key, endpoint: subscription.endpoint, tapped }), keepalive: true,
  }).catch(() => null);
}
