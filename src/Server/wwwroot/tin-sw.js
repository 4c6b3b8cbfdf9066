// Public pages below /tin: from the network while the server can be reached, else as they were read last, and then they say so. And notifications:
// shown, and opened by a tap.
const pages = 'tin-1';
// Longer than this nobody looks at an empty page who could read the one of before.
const patience = 8000;
// What stands before a server answers so while that is down.
const isDown = (status) => status === 502 || status === 503 || status === 504;
const kept = (request) => request.method === 'GET' && new URL(request.url).origin === location.origin && !new URL(request.url).pathname.startsWith('/api/');

// The page with which the home screen begins is there without a line, too, whatever has been read by then.
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(pages).then((cache) => cache.add('/tin')).catch(() => null));
  self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (!kept(event.request)) return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const cache = await caches.open(pages);
  const old = async () => {
    const found = await cache.match(request) ?? await cache.match(request, { ignoreSearch: true });
    return found && marked(found);
  };
  const fresh = fetch(request).then(async (found) => {
    if (found.status === 200 && !request.headers.has('range')) await cache.put(request, found.clone());
    return found;
  });
  fresh.catch(() => null);
  try {
    const found = await Promise.race([fresh, late(request)]);
    if (found && !isDown(found.status)) return found;
    return await old() ?? await fresh;
  } catch (error) {
    const found = await old();
    if (found) return found;
    if (request.mode === 'navigate') return none();
    throw error;
  }
}

// A page that was never read, without a line.
const none = () => new Response(`<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Từng Ngõ</title>
<p>Không có mạng, và trang này chưa được lưu trên máy. <a href="/tin">Tin của ấp</a></p><p lang="km">គ្មានអ៊ីនធឺណិត ហើយទំព័រនេះមិនទាន់បានរក្សាទុកក្នុងទូរសព្ទទេ។ <a href="/tin">ព័ត៌មានភូមិ</a></p>`,
  { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });

// Only a page that somebody waits for is answered from the store while the line is merely slow.
const late = (request) => new Promise((done) => { if (request.mode === 'navigate') setTimeout(done, patience); });

// "07:30 05/10", as the pages write it.
const two = (figure) => String(figure).padStart(2, '0');
const spoken = (at) => `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;

// A page from the store says since when it lies there, whether there is a line or not: what it says may have changed since.
async function marked(found) {
  if (!found.headers.get('content-type')?.startsWith('text/html')) return found;
  const [page, read] = [await found.text(), found.headers.get('date')];
  const when = read ? spoken(new Date(read)) : '';
  const body = page.replace(/(?:<!--scripted )?(<p[^>]*) hidden([^>]* data-kept[^>]*>[^]*?<time>)([^]*?<\/p>)(?:-->)?/, `$1$2${when}$3`);
  const headers = new Headers(found.headers);
  for (const ofTheLine of ['content-encoding', 'content-length']) headers.delete(ofTheLine);
  return new Response(body, { status: found.status, headers });
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
