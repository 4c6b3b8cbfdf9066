// Public pages can be read and used without this file. It remembers the hamlet, shares, gives a place when tapped, subscribes to
// notifications, and lets pages that were read be read again without a line.
const $ = (selector) => document.querySelector(selector);

// What only a script can do stands in comments, for browsers of text show what is merely hidden.
const comments = document.createNodeIterator(document.body, NodeFilter.SHOW_COMMENT);
const scripted = [];
while (comments.nextNode()) if (comments.referenceNode.data.startsWith('scripted ')) scripted.push(comments.referenceNode);
for (const comment of scripted) comment.replaceWith(document.createRange().createContextualFragment(comment.data.slice('scripted '.length)));

const remembered = (name) => ({
  get: () => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } },
});
const keep = remembered('tin.hamlet');

// Who has chosen a language reads the next page in it, too: most phones of those who read Khmer are set to Vietnamese.
const language = remembered('tin.language');
const here = new URL(location);
const asked = here.searchParams.get('lang');
if (asked && asked === document.documentElement.lang) language.set(asked);
const otherwise = !asked && /^(vi|km|en)$/.test(language.get() ?? '') && language.get() !== document.documentElement.lang;
if (otherwise) {
  here.searchParams.set('lang', language.get());
  location.replace(here);
}

const hamlet = $('[data-hamlet]')?.dataset.hamlet;
if (hamlet) keep.set(hamlet);
if (!otherwise && $('[data-choose]') && /^[0-9a-f-]{36}$/.test(keep.get() ?? '')) location.replace(`/tin/${keep.get()}${location.search}`);

// Who chose a hamlet need not type it again to ask.
if (hamlet ?? keep.get()) {
  for (const link of document.querySelectorAll('a[href^="/hoi"]')) {
    const address = new URL(link.href);
    if (address.pathname !== '/hoi' || address.searchParams.has('ap') || location.pathname === '/hoi') continue;
    address.searchParams.set('ap', hamlet ?? keep.get());
    link.href = address.pathname + address.search;
  }
}

// Who chose a hamlet need not say it again to be told whether somebody is of its team.
if (!otherwise && $('[data-badge]') && /^[0-9a-f-]{36}$/.test(keep.get() ?? '') && !new URLSearchParams(location.search).has('ap')) {
  const address = new URL(location);
  address.searchParams.set('ap', keep.get());
  location.replace(address);
}

const worker = 'serviceWorker' in navigator ? navigator.serviceWorker.register('/tin-sw.js', { scope: '/tin' }).catch(() => null) : Promise.resolve(null);

const share = $('[data-share]');
if (share && (navigator.share || navigator.clipboard)) {
  share.hidden = false;
  share.addEventListener('click', () => {
    const { share: url, title, done } = share.dataset;
    if (navigator.share) navigator.share({ title, url }).catch(() => {});
    // Where it may not be copied either, the address stands above.
    else navigator.clipboard.writeText(url).then(() => { $('[data-share-said]').textContent = done; }, () => {});
  });
}

const place = $('[data-place]');
if (place && navigator.geolocation) {
  const said = $('[data-place-said]');
  place.hidden = false;
  $('[data-place-go]').addEventListener('click', () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      $('[name=lat]').value = coords.latitude.toFixed(5);
      $('[name=lng]').value = coords.longitude.toFixed(5);
      said.textContent = said.dataset.done;
      if ($('#place')) $('#place').required = false;
    },
    () => { said.textContent = said.dataset.denied; },
    { enableHighAccuracy: true, timeout: 20000 },
  ));
}

const push = $('[data-push]');
// Nothing is offered where the server sends no notifications.
const pushKey = () => fetch(`/api/portal/push/key?hamlet=${hamlet}`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
if (push && 'PushManager' in window) offerNotifications();
// Safari on a phone is told apart by this one property: it has notifications only for pages on the home screen.
else if (push && navigator.standalone === false) {
  pushKey().then((key) => {
    push.hidden = !key;
    for (const part of push.querySelectorAll('[data-push-home], [data-push-on]')) part.hidden = !part.hidden;
  });
}

async function offerNotifications() {
  const [on, off, said] = ['on', 'off', 'said'].map((part) => $(`[data-push-${part}]`));
  const send = (path, body) => fetch(`/api/portal/push${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const key = await pushKey();
  const registration = await worker;
  if (key && registration) {
    const show = (subscribed) => { on.hidden = subscribed; off.hidden = !subscribed; };
    push.hidden = false;
    show(Boolean(await registration.pushManager.getSubscription()));
    on.addEventListener('click', async () => {
      try {
        await navigator.serviceWorker.ready;
        const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.publicKey });
        const { endpoint, keys } = subscription.toJSON();
        const answer = await send('', { endpoint, p256dh: keys.p256dh, auth: keys.auth, hamlet, language: push.dataset.language });
        if (!answer.ok) throw new Error(answer.status);
        show(true);
        said.textContent = said.dataset.on;
      } catch {
        said.textContent = Notification.permission === 'denied' ? said.dataset.denied : said.dataset.failed;
      }
    });
    off.addEventListener('click', async () => {
      const subscription = await registration.pushManager.getSubscription();
      if (subscription) {
        await send('/remove', { endpoint: subscription.endpoint }).catch(() => null);
        await subscription.unsubscribe();
      }
      show(false);
      said.textContent = said.dataset.off;
    });
  }
}
