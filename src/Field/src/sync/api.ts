import { records, type Columns } from './columns.ts';
import type {
  BadgeKeyRequest,
  CardsEnding,
  EnrolmentCodeResponse,
  EnrolRequest,
  EnrolResponse,
  GuidesResponse,
  Guid,
  MediaReceived,
  Mutation,
  ProblemDetails,
  PullResponse,
  PushResponse,
  WireDevice,
  WorkResponse,
} from '../wire.ts';

/** No answer of the server's came: no network, a closed line, a proxy's page whatever its status. What was asked may or may not have been done. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  /** What something in between answered with; null when nothing did. */
  readonly status: number | null;
  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** The server itself said no, with its reason in the language of the phone; see `isOurs`. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly next: string;
  constructor(status: number, details: ProblemDetails) {
    super(details.detail ?? details.title ?? '');
    this.status = status;
    this.code = details.code ?? '';
    this.next = details.next ?? '';
  }

  /** The one answer after which a phone wipes itself. Any other 401 may be a proxy's or a bug: it never costs data. */
  get revoked(): boolean {
    return this.status === 401 && this.code === 'device.revoked';
  }
}

export interface Line {
  fetch: typeof fetch;
  /** Empty in the browser: everything is on the app's own origin. */
  origin: string;
  language: () => string;
  /** Said with every request, so that the console shows who still has an old app. */
  version: string;
  token: () => string | null;
  /** Milliseconds after which a silent request counts as lost: a first pull over 2G takes its time. */
  patience?: number;
}

export class Api {
  readonly #line: Line;
  constructor(line: Line) {
    this.#line = line;
  }

  enrol(request: EnrolRequest): Promise<EnrolResponse> {
    return this.#post('/api/enrol', request);
  }
  enrolMember(request: EnrolRequest): Promise<EnrolResponse> {
    return this.#post('/api/enrol/member', request);
  }
  enrolmentCode(memberId: Guid): Promise<EnrolmentCodeResponse> {
    return this.#post('/api/enrolments', { memberId });
  }
  devices(): Promise<WireDevice[]> {
    return this.#ask('GET', '/api/devices');
  }
  async revoke(id: Guid): Promise<void> {
    await this.#post(`/api/devices/${id}/revoke`, {});
  }

  async badgeKey(request: BadgeKeyRequest): Promise<void> {
    await this.#ask('PUT', '/api/badges/key', request);
  }
  async endCards(request: CardsEnding): Promise<void> {
    await this.#post('/api/badges/cards/end', request);
  }

  pull(after: number, have: readonly Guid[], epoch: Guid | null): Promise<PullResponse> {
    return this.#list(
      'households',
      'GET',
      `/api/sync/pull?after=${after}&have=${have.join(',')}${epoch === null ? '' : `&epoch=${epoch}`}&form=columns`,
      undefined,
      unpacked,
    );
  }

  guides(after: number): Promise<GuidesResponse> {
    return this.#list('guides', 'GET', `/api/sync/guides?after=${after}`);
  }
  work(): Promise<WorkResponse> {
    return this.#list('sheets', 'GET', '/api/sync/work');
  }
  push(mutations: readonly Mutation[]): Promise<PushResponse> {
    return this.#list('results', 'POST', '/api/sync/push', { mutations });
  }

  /** A piece of a card or recording; `size` is that of the whole. */
  async mediaPiece(id: Guid, from: number, length: number): Promise<{ type: string; size: number; bytes: Uint8Array<ArrayBuffer> }> {
    const answer = await this.#send('GET', `/api/sync/media/${id}`, { Range: `bytes=${from}-${from + length - 1}` });
    if (!answer.ok) return no(answer);
    const { headers, bytes } = answer;
    const type = headers.get('Content-Type') ?? '';
    if (!/^(image|audio|video)\//.test(type)) throw new Unreachable('not the server', answer.status);
    // A proxy that does not know ranges sends the whole: what is here already is left out.
    if (answer.status === 200) return { type, size: bytes.length, bytes: bytes.slice(from) };
    return { type, size: Number(/\/(\d+)$/.exec(headers.get('Content-Range') ?? '')?.[1] ?? 0), bytes };
  }

  async putMedia(id: Guid, from: number, total: number, bytes: Uint8Array<ArrayBuffer>): Promise<MediaReceived> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    return this.#read<MediaReceived>(await this.#send('PUT', `/api/sync/media/${id}?from=${from}&total=${total}`, headers, bytes));
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask('POST', path, body);
  }

  /** Some captive portals answer 200 with an object of their own: an answer that nothing may be lost by has its list. */
  async #list<T>(list: keyof T, method: string, path: string, body?: unknown, unpack: (answer: T) => T = same => same): Promise<T> {
    const sent = await this.#ask<T | undefined>(method, path, body);
    const answer = sent && unpack(sent);
    if (!Array.isArray(answer?.[list])) throw new Unreachable('not the server', 200);
    return answer;
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return this.#read(await this.#send(method, path, sent === undefined ? {} : { 'Content-Type': 'application/json' }, sent));
  }

  async #send(method: string, path: string, more: Record<string, string>, body?: BodyInit): Promise<Answer> {
    const { fetch, origin, language, version, token, patience } = this.#line;
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Accept-Language': language(),
      'X-App-Version': version,
      ...more,
    };
    const bearer = token();
    if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
    // Everything that an old engine may lack is done before the line is tried, so that it is never told as a missing line.
    const silence = new AbortController();
    const request: RequestInit = { method, headers, cache: 'no-store', credentials: 'omit', redirect: 'error', signal: silence.signal };
    if (body !== undefined) request.body = body;
    const timer = setTimeout(() => silence.abort(), patience ?? 60_000);
    try {
      const response = await fetch(origin + path, request);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { ok: response.ok, status: response.status, headers: response.headers, bytes };
    } catch (error) {
      if (isLost(error)) throw new Unreachable(error.message);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #read<T>(answer: Answer): T {
    if (!answer.ok) return no(answer);
    const json = parse(answer.bytes);
    // A captive portal of a café's Wi-Fi answers 200 with its own page, or with nothing.
    if (json === undefined && answer.status !== 204) throw new Unreachable('not the server', answer.status);
    return json as T;
  }
}

/** An answer that has arrived whole. */
type Answer = Pick<Response, 'ok' | 'status' | 'headers'> & { bytes: Uint8Array<ArrayBuffer> };

/** How `fetch` says that nothing came, or not all of it; whatever else is thrown is a fault of ours. */
const isLost = (error: unknown): error is Error =>
  error instanceof TypeError || (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'NetworkError'));

/** Only the server's own word is a no: a proxy, a firewall or a page of the provider's may answer 400, 413 or 500 to what the server has long done. */
function no({ status, headers, bytes }: Answer): never {
  const problem = parse(bytes);
  if (isProblem(headers.get('Content-Type')) && isOurs(problem)) throw new Problem(status, problem);
  throw new Unreachable('not the server', status);
}

const isProblem = (type: string | null): boolean => /^application\/problem\+json\s*(;|$)/i.test(type ?? '');

/** Its type is made of its code, which is one of the server's closed list. */
function isOurs(said: unknown): said is ProblemDetails {
  if (typeof said !== 'object' || said === null) return false;
  const { type, code } = said as ProblemDetails;
  return typeof code === 'string' && code !== '' && type === `urn:tungngo:${code}`;
}

function parse(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An older server sends its households one by one. */
function unpacked(answer: PullResponse): PullResponse {
  const sent: unknown = answer.households;
  return typeof sent === 'object' && sent !== null && 'of' in sent
    ? { ...answer, households: records(sent as Columns) as unknown as PullResponse['households'] }
    : answer;
}
