// A server in memory that keeps the wire's promises (idempotent push, change numbers, slices) and can be made hostile:
// answers lost after the work was done, batches answered in another order, items refused, 500s. Only for tests and `npm run dev`.
import type {
  EnrolResponse,
  GuidesResponse,
  Guid,
  Mutation,
  PullResponse,
  PushResult,
  WireDevice,
  WireGuide,
  WireHamlet,
  WireHousehold,
  WireLaneTaking,
  WireMember,
  WireKnownAnswer,
  WireNews,
  WireStock,
  WireWalk,
  WirePerson,
  WireService,
  WireTeam,
  WireWater,
} from '../src/wire.ts';
import { newId } from '../src/store/ids.ts';
import { twinsOf } from '../src/household/twins.ts';
import { householdOf } from '../src/store/outbox.ts';
import { householdAfter } from '../src/store/effect.ts';
import { emptyNews, newsAfter } from '../src/store/news.ts';
import { emptyStock, stockAfter } from '../src/store/stock.ts';
import { walksAfter } from '../src/store/walks.ts';

export interface Land {
  member: WireMember;
  teams: WireTeam[];
  hamlets: WireHamlet[];
  services: WireService[];
  guides: WireGuide[];
  households: WireHousehold[];
  news?: WireNews;
  water?: WireWater[];
}

type Fault = (path: string, body: unknown) => 'lose' | 'refuse-line' | Response | undefined;

export class StandIn {
  readonly households = new Map<Guid, WireHousehold>();
  readonly stamps = new Map<Guid, number>();
  readonly left: { id: Guid; at: number }[] = [];
  readonly hamletStamps = new Map<Guid, number>();
  readonly done = new Map<Guid, PushResult>();
  readonly order: Guid[] = [];
  readonly changedByOthers = new Map<Guid, number>();
  /** Who has left, to come back as they were. */
  readonly gone = new Map<Guid, WirePerson>();
  readonly requests: string[] = [];
  readonly batches: Guid[][] = [];
  readonly tokens = new Map<string, { device: WireDevice; revoked: boolean }>();
  readonly codes = new Map<string, Guid>();
  laneTakings: WireLaneTaking[] = [];
  news: WireNews = emptyNews;
  newsStamp = 1;
  walks: WireWalk[] = [];
  walksStamp = 1;
  answers: WireKnownAnswer[] = [];
  answersStamp = 1;
  stock: WireStock = emptyStock;
  stockStamp = 1;
  water: WireWater[] = [];
  waterStamp = 1;
  /** Pictures that readings have named. */
  readonly photos = new Set<Guid>();
  /** Cards and recordings by id, and proofs as far as they have arrived. */
  readonly media = new Map<Guid, { type: string; bytes: Uint8Array<ArrayBuffer> }>();
  readonly uploads = new Map<Guid, { total: number; bytes: Uint8Array<ArrayBuffer> }>();
  slice: Guid[];
  upTo = 1;
  /** Which history the numbers count. */
  epoch: Guid = 'e0000000-0000-4000-8000-000000000001';
  pageSize = 10_000;
  now: () => number;
  land: Land;
  /** Says for each request what shall go wrong with it. */
  fault: Fault = () => undefined;
  refuse: (mutation: Mutation) => { code: string; reason: string } | undefined = () => undefined;

  constructor(land: Land, now: () => number) {
    this.land = land;
    this.now = now;
    this.slice = land.hamlets.map(hamlet => hamlet.id);
    for (const household of land.households) {
      this.households.set(household.id, structuredClone(household));
      this.stamps.set(household.id, 1);
    }
    this.news = structuredClone(land.news ?? emptyNews);
    this.water = structuredClone(land.water ?? []);
    for (const hamlet of land.hamlets) this.hamletStamps.set(hamlet.id, 1);
    this.codes.set('ABCD2345', land.member.id);
  }

  /** Stands where `fetch` stands. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), 'http://standin');
    const raw = init?.body instanceof Uint8Array ? init.body : undefined;
    const body = raw ?? (init?.body ? (JSON.parse(String(init.body)) as unknown) : undefined);
    this.requests.push(`${init?.method ?? 'GET'} ${url.pathname}`);
    await Promise.resolve();
    const fault = this.fault(url.pathname, body);
    if (fault === 'refuse-line') throw new TypeError('Failed to fetch');
    if (fault instanceof Response) return fault;
    const headers = new Headers(init?.headers);
    const response = this.answer(init?.method ?? 'GET', url, headers, body);
    if (fault === 'lose') throw new TypeError('Failed to fetch');
    return response;
  };

  answer(method: string, url: URL, headers: Headers, body: unknown): Response {
    if (url.pathname === '/api/enrol') return this.#enrol(body as { code: string; deviceName: string });
    const phone = this.tokens.get((headers.get('Authorization') ?? '').replace('Bearer ', ''));
    if (!phone) return problem(401, 'auth.required', 'Ai đó chưa đăng nhập.');
    if (phone.revoked) return problem(401, 'device.revoked', 'Máy này đã bị thu hồi.');
    if (url.pathname === '/api/enrol/member') return this.#enrol(body as { code: string; deviceName: string });
    if (url.pathname === '/api/sync/pull')
      return json(
        this.pull(
          Number(url.searchParams.get('after')),
          (url.searchParams.get('have') ?? '').split(',').filter(Boolean),
          url.searchParams.get('epoch'),
        ),
      );
    if (url.pathname === '/api/sync/guides') return json({ version: 7, guides: this.land.guides } satisfies GuidesResponse);
    if (url.pathname === '/api/sync/push') {
      const { mutations } = body as { mutations: Mutation[] };
      this.batches.push(mutations.map(mutation => mutation.id));
      return json({
        results: mutations.map(mutation => this.#take(mutation)),
        upTo: this.upTo,
        serverTime: new Date(this.now()).toISOString(),
      });
    }
    const mediaId = /^\/api\/sync\/media\/(.+)$/.exec(url.pathname)?.[1];
    if (mediaId) return method === 'PUT' ? this.#upload(mediaId, url, body as Uint8Array) : this.#download(mediaId, headers.get('Range'));
    if (url.pathname === '/api/badges/key' || url.pathname === '/api/badges/cards/end') return new Response(null, { status: 204 });
    if (url.pathname === '/api/devices') return json([...this.tokens.values()].map(known => known.device));
    if (url.pathname === '/api/enrolments' && method === 'POST') {
      return json({
        code: 'KMNP-7792',
        url: `${url.origin}/field/#enrol=KMNP7792`,
        expiresAt: new Date(this.now() + 86_400_000).toISOString(),
      });
    }
    const revoked = /^\/api\/devices\/(.+)\/revoke$/.exec(url.pathname)?.[1];
    if (revoked) {
      for (const known of this.tokens.values()) {
        if (known.device.id !== revoked) continue;
        known.revoked = true;
        known.device = { ...known.device, revokedAt: new Date(this.now()).toISOString() };
      }
      return new Response(null, { status: 204 });
    }
    return problem(404, 'not.found', 'Không tìm thấy.');
  }

  pull(after: number, have: Guid[], epoch: Guid | null = null): PullResponse {
    // Asked with the numbers of a history that is no more: everything, as at the first time.
    if (epoch !== null && epoch !== this.epoch) return this.pull(0, []);
    const first = after === 0;
    const changed = [...this.households.values()]
      .filter(household => this.slice.includes(household.hamletId))
      .filter(household => !have.includes(household.hamletId) || this.stamps.get(household.id)! > after);
    // Pages end between hamlets, so that a hamlet in `have` is always whole.
    const page: WireHousehold[] = [];
    let more = false;
    const whole: Guid[] = [];
    for (const hamletId of this.slice) {
      const doors = changed.filter(household => household.hamletId === hamletId);
      if (page.length > 0 && page.length + doors.length > this.pageSize) {
        more = true;
        break;
      }
      page.push(...doors);
      whole.push(hamletId);
    }
    const hamlets = this.land.hamlets.filter(hamlet => whole.includes(hamlet.id));
    return {
      upTo: this.upTo,
      more,
      serverTime: new Date(this.now()).toISOString(),
      members: first ? [this.land.member] : null,
      teams: first ? this.land.teams : null,
      hamlets,
      leftHamlets: have.filter(id => !this.slice.includes(id)),
      services: first ? this.land.services : null,
      guidesVersion: 7,
      households: structuredClone(page),
      left: this.left.filter(gone => gone.at > after).map(gone => gone.id),
      laneTakings: this.laneTakings,
      news: first || this.newsStamp > after ? structuredClone(this.news) : null,
      epoch: this.epoch,
      water: first || this.waterStamp > after ? structuredClone(this.water) : null,
      walks: first || this.walksStamp > after ? structuredClone(this.walks) : null,
      answers: first || this.answersStamp > after ? structuredClone(this.answers) : null,
      stock: first || this.stockStamp > after ? structuredClone(this.stock) : null,
    };
  }

  /** A copy of all that is kept; calling what comes back is the restore, and another history begins. */
  backup(): () => void {
    const maps = [this.households, this.stamps, this.done, this.hamletStamps, this.uploads] as Map<Guid, unknown>[];
    const kept = structuredClone({
      maps,
      lists: [this.left, this.order],
      rest: [this.laneTakings, this.news, this.newsStamp, this.upTo] as const,
    });
    return () => {
      const { maps: before, lists, rest } = structuredClone(kept);
      for (const [i, map] of maps.entries()) {
        map.clear();
        for (const [id, value] of before[i]!) map.set(id, value);
      }
      this.left.splice(0, Infinity, ...(lists[0] as typeof this.left));
      this.order.splice(0, Infinity, ...(lists[1] as Guid[]));
      [this.laneTakings, this.news, this.newsStamp, this.upTo] = rest;
      this.epoch = newId(this.now);
    };
  }

  /** What another phone or the office does. */
  change(id: Guid, how: (household: WireHousehold) => WireHousehold): void {
    const after = how(this.households.get(id)!);
    this.households.set(id, { ...after, version: ++this.upTo });
    this.changedByOthers.set(id, this.upTo);
    this.stamps.set(id, this.upTo);
    if (!this.slice.includes(after.hamletId)) this.left.push({ id, at: this.upTo });
  }

  /** What the office does with its notices, or another member with a task. */
  announce(how: (news: WireNews) => WireNews): void {
    this.news = how(this.news);
    this.newsStamp = ++this.upTo;
  }

  /** What comes of watching the stations. */
  measure(how: (water: WireWater[]) => WireWater[]): void {
    this.water = how(this.water);
    this.waterStamp = ++this.upTo;
  }

  #download(id: Guid, range: string | null): Response {
    const found = this.media.get(id);
    if (!found) return problem(404, 'not-found', 'Không tìm thấy.');
    const [from = 0, to = 0] =
      /bytes=(\d+)-(\d+)/
        .exec(range ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    const part = found.bytes.slice(from, Math.min(to + 1, found.bytes.length));
    return new Response(part, {
      status: 206,
      headers: { 'Content-Type': found.type, 'Content-Range': `bytes ${from}-${from + part.length - 1}/${found.bytes.length}` },
    });
  }

  #upload(id: Guid, url: URL, piece: Uint8Array): Response {
    const [from, total] = [Number(url.searchParams.get('from')), Number(url.searchParams.get('total'))];
    if (!this.news.relays.some(relay => relay.proofId === id) && !this.photos.has(id)) return problem(404, 'not-found', 'Không tìm thấy.');
    const known = this.uploads.get(id) ?? { total, bytes: new Uint8Array() };
    if (from === known.bytes.length) this.uploads.set(id, { total, bytes: new Uint8Array([...known.bytes, ...piece]) });
    const received = this.uploads.get(id)?.bytes.length ?? 0;
    return json({ received, complete: received === total });
  }

  #take(mutation: Mutation): PushResult {
    // What was refused is judged anew when it comes again; what was done is done once.
    const before = this.done.get(mutation.id);
    if (before && before.result !== 'refused')
      return before.result === 'superseded' ? before : { id: mutation.id, result: 'alreadyApplied' };
    const no = this.refuse(mutation);
    const word = no ? undefined : this.#word(mutation);
    const result: PushResult = { id: mutation.id, result: no ? 'refused' : word ? 'superseded' : 'applied', ...no, ...word };
    this.done.set(mutation.id, result);
    if (!no) {
      this.order.push(mutation.id);
      this.#apply(mutation);
    }
    return result;
  }

  /** What the member is told of work that is kept all the same. */
  #word({ kind, memberId, relay, household, person }: Mutation): { code: string; reason: string } | undefined {
    const post = this.news.relays.find(known => known.id === relay?.relayId);
    if (kind === 'relay.posted' && post?.state === 'posted' && post.postedBy !== memberId)
      return { code: 'sync.relay-posted', reason: 'Người khác đã đăng tin này rồi.' };
    if (kind === 'household.add' && household) {
      const meant = { ...household, hamletId: household.hamletId!, head: household.head! };
      const [twin] = twinsOf(this.households.values(), meant);
      return twin && { code: 'household.twin', reason: `Có thể trùng với hộ ${twin.door.head}. Xem lại giúp xã.` };
    }
    const edit = kind === 'household.edit' ? household : kind === 'person.edit' ? person : undefined;
    const changed = this.changedByOthers.get(person?.householdId ?? household?.id ?? '') ?? 0;
    if (edit?.version != null && edit.version < changed)
      return { code: 'edit.conflict', reason: 'Xã cũng vừa sửa hộ này. Đã giữ số bạn ghi; xem lại cho chắc.' };
    return undefined;
  }

  #apply(mutation: Mutation): void {
    const id = householdOf(mutation);
    if (/^(relay|bulletin|help|notice|question)\./.test(mutation.kind))
      return this.announce(news => newsAfter(news, mutation, this.land.member.name));
    const { reading } = mutation;
    if (reading?.photoId) this.photos.add(reading.photoId);
    if (reading)
      return this.measure(stations =>
        stations.map(known =>
          known.id === reading.stationId ? { ...known, value: reading.value, at: mutation.at, span: 'instant' } : known,
        ),
      );
    if (mutation.walk) {
      this.walks = [...walksAfter(this.walks, mutation)];
      this.walksStamp = ++this.upTo;
      return;
    }
    if (mutation.stock) {
      this.stock = stockAfter(this.stock, mutation);
      this.stockStamp = ++this.upTo;
      return;
    }
    if (mutation.lane) {
      const { laneId, day } = mutation.lane;
      this.laneTakings = this.laneTakings.filter(taking => taking.laneId !== laneId || taking.memberId !== mutation.memberId);
      if (mutation.kind === 'lane.take')
        this.laneTakings = [...this.laneTakings, { laneId, day, memberId: mutation.memberId, by: this.land.member.name }];
      this.upTo++;
      return;
    }
    const before = this.households.get(id!);
    const { person } = mutation;
    const leaving = before?.people.find(known => known.id === person?.id);
    if (person?.gone && leaving) this.gone.set(leaving.id, leaving);
    const left = person?.back ? this.gone.get(person.id) : undefined;
    const after =
      before && left && !leaving
        ? { ...before, people: [...before.people, left] }
        : householdAfter(before, mutation, this.land.member.name);
    if (!after) return;
    this.households.set(after.id, { ...after, version: ++this.upTo });
    this.stamps.set(after.id, this.upTo);
  }

  #enrol({ code, deviceName }: { code: string; deviceName: string }): Response {
    const memberId = this.codes.get(code.replace(/[\s-]/g, '').toUpperCase());
    if (!memberId) return problem(400, 'enrol.code', 'Mã không đúng hoặc đã dùng rồi.', 'Nhờ tổ trưởng tạo mã mới.');
    const token = `token-${this.tokens.size + 1}`;
    const now = new Date(this.now()).toISOString();
    const device: WireDevice = {
      id: `0192f000-0000-7000-8000-00000000000${this.tokens.size + 1}`,
      name: deviceName,
      members: [this.land.member.name],
      enrolledAt: now,
      lastSeenAt: now,
      revokedAt: null,
    };
    this.tokens.set(token, { device, revoked: false });
    const team = this.land.teams.flatMap(known => known.members).find(member => member.id === memberId);
    const member: WireMember =
      memberId === this.land.member.id || !team
        ? this.land.member
        : { id: team.id, name: team.name, role: team.role, teamIds: this.land.member.teamIds };
    return json({ deviceId: device.id, token, member, serverName: 'UBND xã Trường Khánh', serverTime: now } satisfies EnrolResponse);
  }
}

const json = (value: unknown): Response => new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json' } });

/** A no of the server's own, as it writes them. */
export function problem(status: number, code: string, title: string, next = ''): Response {
  return new Response(JSON.stringify({ type: `urn:tungngo:${code}`, title, status, code, next }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** What something between the phone and the server answers. */
export const page = (status: number): Response =>
  new Response(`<html><title>${status}</title><center>nginx</center></html>`, { status, headers: { 'Content-Type': 'text/html' } });
