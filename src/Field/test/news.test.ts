import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { askedOf, askedOn } from '../src/news/answers.ts';
import { linesFor, newsFor, postOf, textIn, waiting } from '../src/news/news.ts';
import { openDatabase } from '../src/store/database.ts';
import { newId } from '../src/store/ids.ts';
import { wantedMedia } from '../src/sync/media.ts';
import type { Guid, Kind, Mutation } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { audioOf, bulletin, cardOf, news, relay } from './newsLand.ts';
import { Tab } from './phone.ts';
import { page, problem, StandIn } from './standIn.ts';

const start = Date.parse('2024-10-05T01:00:00Z');
let now = start;
const clock = () => now;
let server: StandIn;
const me = guid(2, 1);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = start;
  server = new StandIn(land(), clock);
  server.announce(() => news(now, server.land.households));
});

const picture = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, i) => (i * 31) % 256);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const mutation = (kind: Kind, body: Partial<Mutation>, memberId: Guid = me): Mutation => ({
  id: newId(clock),
  kind,
  memberId,
  at: new Date(now).toISOString(),
  ...body,
});
const posted = (n: number, memberId: Guid = me): Mutation => mutation('relay.posted', { relay: { relayId: guid(15, n) } }, memberId);
const stateOf = (tab: Tab, n: number) => tab.store.view.value.news.relays.find(known => known.id === guid(15, n))!.state;

describe('the tab', () => {
  const view = async () => (await Tab.enrolled(server)).tab.store.view.value;

  it('puts what is mine and late first, and counts only what waits for me', async () => {
    const today = newsFor(await view(), me, now);
    expect(today.due.map(known => known.id)).toEqual([0, 1, 2].map(n => guid(15, n)));
    expect(today.done).toHaveLength(2);
    expect(today.urgent.map(known => known.kind)).toEqual(['salt']);
    expect(today.current).toHaveLength(3);
    expect(today.old).toHaveLength(2);
    expect(waiting(today, me)).toBe(4);
  });

  it('asks for no post after the notice has ended, also on a phone that has heard nothing since', async () => {
    const seen = await view();
    expect(newsFor(seen, me, now + 61 * 3_600_000)).toMatchObject({ due: [], urgent: [], current: [] });
  });

  it('shows at a door what that household waits for, the urgent first', async () => {
    const seen = await view();
    const lines = linesFor(seen, seen.households.get(guid(5, 1))!, now);
    expect(lines.map(line => line.bulletin.id)).toEqual([guid(11, 0), guid(11, 1)]);
    expect(linesFor(seen, seen.households.get(guid(5, 3))!, now)).toEqual([]);
  });

  it('reads in the language asked for, else in Vietnamese, and posts title, text and source', () => {
    const salt = bulletin(0, now);
    expect(textIn(salt, 'km').language).toBe('km');
    expect(textIn(salt, 'hoa', 'en').language).toBe('vi');
    expect(textIn(salt, 'hoa+km').language).toBe('km');
    expect(postOf(salt, textIn(salt, 'vi')).split('\n\n')).toEqual([
      salt.texts[1]!.title,
      salt.texts[1]!.body,
      'Chi cục Thủy lợi · 112/TB-CCTL',
      'https://tungngo.example/t/t0',
    ]);
  });
});

describe('a post', () => {
  it('made without a line is seen at once, arrives later, and is done once', async () => {
    const { tab } = await Tab.enrolled(server);
    server.fault = () => 'refuse-line';
    await tab.store.do([posted(1)]);
    await tab.sync.now();
    expect(stateOf(tab, 1)).toBe('posted');
    expect(tab.store.unsent.value).toHaveLength(1);
    // The answer is lost once: the same item goes again.
    let lost = false;
    server.fault = path => (path.endsWith('/push') && !lost ? ((lost = true), 'lose') : undefined);
    await tab.sync.now();
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(server.order).toHaveLength(1);
    expect(stateOf(tab, 1)).toBe('posted');
  });

  it('of which somebody was first leaves a word that stays until it is read', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    await tab.store.do([posted(1)]);
    now += 3_600_000;
    server.announce(before => ({
      ...before,
      relays: before.relays.map(known =>
        known.id === guid(15, 1)
          ? relay(1, start, { state: 'posted', postedAt: new Date(start - 60_000).toISOString(), postedBy: guid(2, 2) })
          : known,
      ),
    }));
    await tab.sync.now();
    expect(tab.store.noted.value.map(item => item.code)).toEqual(['sync.relay-posted']);
    expect(tab.store.unsent.value).toEqual([]);
    const again = await Tab.open(key, server, locks, clock);
    expect(again.store.noted.value).toHaveLength(1);
    expect(again.store.view.value.news.relays.find(known => known.id === guid(15, 1))!.postedBy).toBe(guid(2, 2));
    await again.store.hasRead(again.store.noted.value[0]!.mutation.id);
    expect(again.store.items.value).toEqual([]);
  });

  it('is held for "Hoàn tác", and what follows on the same relay waits behind it', async () => {
    const { tab } = await Tab.enrolled(server);
    const post = posted(1);
    await tab.store.do([post], { holdFor: 8000 });
    await tab.store.do([mutation('relay.handover', { relay: { relayId: guid(15, 1), toMemberId: guid(2, 2) } }), posted(0)]);
    expect(tab.store.toSend().map(item => item.mutation.relay!.relayId)).toEqual([guid(15, 0)]);
    expect(await tab.store.undo(post.id)).toBe(true);
    expect(stateOf(tab, 1)).toBe('open');
  });
});

describe('two phones of a team, one without a line for a day', () => {
  it('end with the same post, the earlier one, and only one of them is told', async () => {
    const { tab: first } = await Tab.enrolled(server);
    const other = indexedDB;
    globalThis.indexedDB = new IDBFactory();
    const { tab: second } = await Tab.enrolled(server);
    const far = (path: string) => path.startsWith('/api');
    await first.store.do([posted(0)]);
    now += 86_400_000 / 2;
    await second.store.do([posted(0, guid(2, 2))]);
    now += 86_400_000 / 2;
    server.fault = path => (far(path) ? 'refuse-line' : undefined);
    await first.sync.now();
    server.fault = () => undefined;
    await second.sync.now();
    await first.sync.now();
    await second.sync.now();
    const held = server.news.relays.find(known => known.id === guid(15, 0))!;
    expect(held).toMatchObject({ state: 'posted', postedBy: me, postedAt: new Date(start).toISOString() });
    for (const tab of [first, second]) expect(tab.store.view.value.news.relays.find(known => known.id === guid(15, 0))).toEqual(held);
    expect([first, second].map(tab => tab.store.noted.value.length)).toEqual([1, 0]);
    expect(other).not.toBe(indexedDB);
  });
});

describe('cards and recordings', () => {
  beforeEach(() => {
    for (let n = 0; n < 3; n++) server.media.set(cardOf(n), { type: 'image/png', bytes: picture(150_000 + n) });
    server.media.set(audioOf(0), { type: 'audio/mpeg', bytes: picture(90_000) });
  });

  it('are fetched ahead, cards first, and open as they were', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    const asked = server.requests.filter(request => request.includes('/media/')).map(request => request.split('/').at(-1));
    expect(asked.slice(0, 3)).toEqual(Array(3).fill(cardOf(0)));
    expect(new Set(asked)).toEqual(new Set([cardOf(0), cardOf(1), cardOf(2), audioOf(0)]));
    const again = await Tab.open(key, server, locks, clock);
    const found = await again.store.media.get(cardOf(1));
    expect(found!.type).toBe('image/png');
    expect(same(found!.bytes, picture(150_001))).toBe(true);
    expect(tab.sync.state.value.trouble).toBeNull();
  });

  it('go on from the last piece after a cut, and lie sealed', async () => {
    let pieces = 0;
    server.fault = path => (path.includes('/media/') && ++pieces > 2 ? 'refuse-line' : undefined);
    const { tab } = await Tab.enrolled(server);
    expect(tab.sync.state.value.trouble).toMatchObject({ kind: 'offline' });
    expect(tab.store.media.heads.value.get(cardOf(0))!.have).toBe(2 * 64 * 1024);
    server.fault = () => undefined;
    const before = server.requests.length;
    await tab.sync.now();
    expect(server.requests.slice(before).filter(request => request.endsWith(cardOf(0)))).toHaveLength(1);
    expect(same((await tab.store.media.get(cardOf(0)))!.bytes, picture(150_000))).toBe(true);
    const db = await openDatabase();
    const clear = Buffer.from(picture(64));
    for (const sealed of await db.getAll('media')) expect(Buffer.from(sealed.data).includes(clear)).toBe(false);
  });

  it('that the server does not have are left alone, and those of ended news go', async () => {
    server.media.delete(cardOf(1));
    const { tab } = await Tab.enrolled(server);
    expect(tab.sync.state.value.trouble).toBeNull();
    server.announce(before => ({
      ...before,
      bulletins: before.bulletins.map(known => (known.id === guid(11, 2) ? { ...known, state: 'cancelled' } : known)),
    }));
    await tab.sync.now();
    await tab.sync.now();
    expect(new Set(tab.store.media.heads.value.keys())).toEqual(new Set([cardOf(0), audioOf(0)]));
  });

  it('are asked for in the languages of the place only', () => {
    const { bulletins } = news(now, []);
    expect(wantedMedia({ bulletins, relays: [], tellings: [], help: [], groups: [] }, new Set(['en']), now)).toEqual(new Set());
  });
});

describe('a proof', () => {
  it('is kept with its post, follows it in pieces, and survives lost answers', async () => {
    const { tab } = await Tab.enrolled(server);
    const id = newId(clock);
    const bytes = picture(150_000);
    server.fault = () => 'refuse-line';
    await tab.store.do([mutation('relay.posted', { relay: { relayId: guid(15, 1), proofId: id } })], {
      proof: { id, type: 'image/jpeg', bytes },
    });
    await tab.sync.now();
    expect(server.uploads.size).toBe(0);
    let asked = 0;
    server.fault = path => (path.includes(id) && ++asked === 2 ? 'lose' : undefined);
    await tab.sync.now();
    await tab.sync.now();
    expect(same(server.uploads.get(id)!.bytes, bytes)).toBe(true);
    expect(tab.store.media.heads.value.get(id)!.sent).toBe(150_000);
    const before = server.requests.length;
    await tab.sync.now();
    expect(server.requests.slice(before).some(request => request.startsWith('PUT'))).toBe(false);
  });

  it.each([problem(415, 'sync.media-not-picture', 'Không phải hình.'), page(413)])(
    'that is not taken does not hold up the rest',
    async no => {
      const { tab } = await Tab.enrolled(server);
      const id = newId(clock);
      server.fault = path => (path.includes(id) ? no.clone() : undefined);
      await tab.store.do([mutation('relay.posted', { relay: { relayId: guid(15, 1), proofId: id } })], {
        proof: { id, type: 'image/jpeg', bytes: picture(10) },
      });
      await tab.sync.now();
      expect(tab.sync.state.value.trouble).toBeNull();
      expect(stateOf(tab, 1)).toBe('posted');
    },
  );
});

describe('at the door', () => {
  it('telling, groups, refusals, crops and requests are seen at once and again after the pull', async () => {
    const { tab } = await Tab.enrolled(server);
    const door = guid(5, 1);
    const help = newId(clock);
    const crop = newId(clock);
    const look = () => {
      const view = tab.store.view.value;
      const household = view.households.get(door)!;
      return {
        lines: linesFor(view, household, now).map(line => line.bulletin.id),
        groups: household.groups,
        optOuts: household.optOuts,
        crops: household.crops?.map(known => [known.crop, known.area]),
        help: view.news.help.filter(request => request.id === help).map(request => [request.state, request.messages.length]),
        acted: askedOf(view, door, now).map(asked => asked.acted),
        answered: askedOn(view, guid(11, 0), now)?.answered,
      };
    };
    const before = look().answered! + (look().acted[0] ? 0 : 1);
    await tab.store.do([
      mutation('bulletin.told', { telling: { householdId: door, bulletinId: guid(11, 0) } }),
      mutation('contact.group', { contact: { householdId: door, groupId: guid(16, 0) } }),
      mutation('contact.optout', { contact: { householdId: door, channel: 'sms' } }),
      mutation('contact.optout', { contact: { householdId: door, channel: 'zalo' } }),
      mutation('contact.optout', { contact: { householdId: door, channel: 'zalo', off: true } }),
      mutation('household.crops', { crop: { id: crop, householdId: door, crop: 'rice', area: 5000 } }),
      mutation('help.add', { help: { id: help, householdId: door, text: 'Cần cài lại SIM' } }),
      mutation('help.answer', { help: { id: help, text: 'Mai tổ đến.' } }),
      mutation('notice.answer', { answer: { householdId: door, bulletinId: guid(11, 0), acted: 'notYet', way: 'group' } }),
      mutation('notice.answer', { answer: { householdId: door, bulletinId: guid(11, 0), acted: 'stored', way: 'door' } }),
    ]);
    expect(look().answered).toBe(before);
    const seen = {
      lines: [guid(11, 1)],
      groups: [guid(16, 0)],
      optOuts: ['sms'],
      crops: [['rice', 5000]],
      help: [['answered', 2]],
      acted: ['stored'],
      answered: before,
    };
    expect(look()).toEqual(seen);
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(look()).toEqual(seen);
    await tab.store.do([
      mutation('household.crops', { crop: { id: crop, householdId: door, crop: 'rice', ended: true } }),
      mutation('help.close', { help: { id: help } }),
      mutation('contact.group', { contact: { householdId: door, groupId: guid(16, 0), off: true } }),
    ]);
    expect(look()).toMatchObject({ groups: [], crops: [], help: [['closed', 2]] });
  });
});
