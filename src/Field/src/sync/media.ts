import { Problem, Unreachable, type Api } from './api.ts';
import { pictureOf } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Guid, WireNews } from '../wire.ts';

/** Some seconds on 2G: small enough to be worth keeping when the line breaks, large enough not to be mostly headers. */
const piece = 64 * 1024;

/**
 * Pictures go up, then cards and recordings come down, a piece at a time; a cut line goes on from the last piece. `interrupted` says after each
 * piece whether more urgent work waits. What the server, or something on the way, does not give or take is left alone until the next start.
 */
export async function media(api: Api, store: Store, interrupted: () => boolean, given: Set<Guid>): Promise<void> {
  const wanted = wantedMedia(store.view.value.news, spokenIn(store), store.now());
  for (const head of store.media.heads.value.values()) {
    if (head.sent !== null && head.sent < head.size && mayGo(store, head.id))
      await attempt(
        given,
        head.id,
        () => upload(api, store, head.id, interrupted),
        () => letGo(store, head.id),
      );
    else if (!wanted.has(head.id) && !isNamed(store, head.id)) await store.media.drop(head.id);
  }
  for (const id of wanted) await attempt(given, id, () => download(api, store, id, interrupted));
}

/** Cards before recordings, what is to be posted before what is only to be read. */
export function wantedMedia(news: WireNews, spoken: ReadonlySet<string>, now: number): Set<Guid> {
  const open = new Set(news.relays.filter(relay => relay.state === 'open').map(relay => relay.bulletinId));
  const bulletins = news.bulletins
    .filter(bulletin => bulletin.state === 'valid' && now < Date.parse(bulletin.validTo))
    .sort((a, b) => Number(open.has(b.id)) - Number(open.has(a.id)) || b.urgency - a.urgency);
  const texts = bulletins.flatMap(bulletin => bulletin.texts.filter(text => spoken.has(text.language)));
  const ids = [
    ...texts.map(text => text.cardId),
    ...texts.map(text => text.audioId),
    ...news.help.flatMap(request => request.messages.map(message => message.audioId)),
  ];
  return new Set(ids.filter((id): id is Guid => id != null));
}

/** Languages of the groups and homes here: an English card is not fetched for a hamlet that nobody speaks English in. */
function spokenIn(store: Store): ReadonlySet<string> {
  const { news, households } = store.view.value;
  const spoken = new Set(['vi', ...news.relays.map(relay => relay.language), ...news.tellings.map(telling => telling.language)]);
  for (const household of households.values()) for (const language of household.language?.split('+') ?? []) spoken.add(language);
  return spoken;
}

/** The server takes a picture only after the work that names it. */
const mayGo = (store: Store, id: Guid): boolean =>
  store.items.value.every(item => pictureOf(item.mutation) !== id || item.state !== 'waiting') && isNamed(store, id);

const isNamed = (store: Store, id: Guid): boolean =>
  store.view.value.news.relays.some(relay => relay.proofId === id) || store.items.value.some(item => pictureOf(item.mutation) === id);

/** The server itself does not take it: a reading that has arrived does not wait for its picture. */
async function letGo(store: Store, id: Guid): Promise<void> {
  const item = store.items.value.find(known => known.mutation.reading?.photoId === id);
  if (item?.state === 'sent') await store.media.drop(id);
}

async function attempt(given: Set<Guid>, id: Guid, work: () => Promise<void>, refused?: () => Promise<void>): Promise<void> {
  if (given.has(id)) return;
  try {
    await work();
  } catch (error) {
    const status = error instanceof Problem || error instanceof Unreachable ? error.status : null;
    if (status === null || status === 401 || status === 429 || status >= 500) throw error;
    given.add(id);
    if (error instanceof Problem) await refused?.();
  }
}

async function download(api: Api, store: Store, id: Guid, interrupted: () => boolean): Promise<void> {
  for (;;) {
    const head = store.media.heads.value.get(id);
    if (interrupted() || (head && head.have >= head.size)) return;
    const part = await api.mediaPiece(id, head?.have ?? 0, piece);
    if (part.bytes.length === 0) return;
    await store.media.add(id, part.type, part.size, part.bytes);
  }
}

async function upload(api: Api, store: Store, id: Guid, interrupted: () => boolean): Promise<void> {
  const whole = await store.media.get(id);
  let from = store.media.heads.value.get(id)?.sent ?? 0;
  while (whole && from < whole.bytes.length && !interrupted()) {
    const answer = await api.putMedia(id, from, whole.bytes.length, whole.bytes.slice(from, from + piece));
    // The server's count is the truth: less when a piece was lost, all when an answer was.
    const next = answer.complete ? whole.bytes.length : answer.received;
    if (next === from) return;
    from = next;
    await store.media.sent(id, from);
  }
}
