// Keeps a page true while it is open: an event says that something changed, and the page is asked for again. Only the parts
// marked data-live are replaced, so that the reader's place, focus and opened details stay.
const source = document.querySelector('[data-live-source]');
if (source && 'EventSource' in window) follow(source);

function follow(mark) {
  const text = mark.querySelector('[data-live-text]');
  const said = mark.querySelector('[data-live-said]');
  const asOf = text.textContent;
  const stream = new EventSource(mark.dataset.liveSource);
  let busy = false;
  let again = false;

  stream.addEventListener('changed', refresh);
  stream.onerror = () => {
    if (mark.classList.contains('is-live')) mark.classList.replace('is-live', 'is-lost');
    text.textContent = `${asOf} · ${mark.dataset.lost}`;
  };
  // What changed while the line was down came without an event.
  stream.onopen = () => { if (mark.classList.contains('is-lost')) refresh(); else mark.classList.add('is-live'); };
  addEventListener('pagehide', () => stream.close());

  async function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (!answer.ok || answer.redirected) return location.reload();
      replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      const now = mark.dataset.updated.replace('{0}', new Date().toLocaleTimeString('vi-VN'));
      text.textContent = now;
      said.textContent = now;
      mark.classList.remove('is-lost');
      mark.classList.add('is-live');
    } catch { /* The next event, or the next connection, tries again. */ } finally {
      busy = false;
      if (again) { again = false; refresh(); }
    }
  }
}

function replace(page) {
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(part.id);
    if (!fresh) continue;
    const open = [...part.querySelectorAll('details')].map((d) => d.open);
    const focus = place(part, document.activeElement);
    const scrolled = [...part.querySelectorAll('.table-responsive')].map((t) => [t.scrollLeft, t.scrollTop]);
    part.textContent = '';
    part.append(...fresh.childNodes);
    part.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? false; });
    part.querySelectorAll('.table-responsive').forEach((t, i) => { [t.scrollLeft, t.scrollTop] = scrolled[i] ?? [0, 0]; });
    if (focus) part.querySelectorAll(focus.kind)[focus.at]?.focus({ preventScroll: true });
  }
}

function place(part, element) {
  if (!element || !part.contains(element)) return null;
  const kind = element.tagName.toLowerCase();
  return { kind, at: [...part.querySelectorAll(kind)].indexOf(element) };
}
