import type {
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

  pull(after: number, have: readonly Guid[], epoch: Guid | null): Promise<PullResponse> {
    return this.#list(
      'households',
      'GET',
      `/api/sync/pull?after=${after}&have=${have.join(',')}${epoch === null ? '' : `&epoch=${epoch}`}`,
    );
  }

  guides(after: number): Promise<GuidesResponse> {
    return this.#list('guides', 'GET', `/api/sync/guides?after=${after}`);
  }
  push(mutations: readonly Mutation[]): Promise<PushResponse> {
    return this.#list('results', 'POST', '/api/sync/push', { mutations });
  }

  /** A piece of a card or recording; `size` is that of the whole. */
  async mediaPiece(id: Guid, from: number, length: number): Promise<{ type: string; size: number; bytes: Uint8Array<ArrayBuffer> }> {
    const response = await this.#send('GET', `/api/sync/media/${id}`, { Range: `bytes=${from}-${from + length - 1}` });
    if (!response.ok) return no(response.status, await text(response));
    const bytes = new Uint8Array(await response.arrayBuffer().catch(lost));
    const whole = Number(/\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1] ?? 0);
    // A proxy that does not know ranges sends the whole: what is here already is left out.
    if (response.status === 200) return { type: typeOf(response), size: bytes.length, bytes: bytes.slice(from) };
    return { type: typeOf(response), size: whole, bytes };
  }

  async putMedia(id: Guid, from: number, total: number, bytes: Uint8Array<ArrayBuffer>): Promise<MediaReceived> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    return this.#read(await this.#send('PUT', `/api/sync/media/${id}?from=${from}&total=${total}`, headers, bytes));
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask('POST', path, body);
  }

  /** Some captive portals answer 200 with an object of their own: an answer that nothing may be lost by has its list. */
  async #list<T>(list: keyof T, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#ask<T | undefined>(method, path, body);
    if (!Array.isArray(answer?.[list])) throw new Unreachable('not the server');
    return answer;
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return this.#read(await this.#send(method, path, sent === undefined ? {} : { 'Content-Type': 'application/json' }, sent));
  }

  async #send(method: string, path: string, more: Record<string, string>, body?: BodyInit): Promise<Response> {
    const { fetch, origin, language, version, token, patience } = this.#line;
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Accept-Language': language(),
      'X-App-Version': version,
      ...more,
    };
    const bearer = token();
    if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
    try {
      return await fetch(origin + path, {
        method,
        headers,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: AbortSignal.timeout(patience ?? 60_000),
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      return lost(error);
    }
  }

  async #read<T>(response: Response): Promise<T> {
    const said = await text(response);
    if (!response.ok) return no(response.status, said);
    const json = parse(said);
    // A captive portal of a café's Wi-Fi answers 200 with its own page, or with nothing.
    if (json === undefined && response.status !== 204) throw new Unreachable('not the server');
    return json as T;
  }
}

function lost(error: unknown): never {
  throw new Unreachable(error instanceof Error ? error.message : 'no answer');
}

const text = (response: Response): Promise<string> => response.text().catch(lost);

function typeOf(response: Response): string {
  const type = response.headers.get('Content-Type') ?? '';
  if (!/^(image|audio|video)\//.test(type)) throw new Unreachable('not the server');
  return type;
}

/** Only the server's own word is a no: a proxy, a firewall or a page of the provider's may answer 400, 413 or 500 to what the server has long done. */
function no(status: number, said: string): never {
  const problem = parse(said);
  if (isOurs(problem)) throw new Problem(status, problem);
  throw new Unreachable('not the server', status);
}

function isOurs(said: unknown): said is ProblemDetails {
  if (typeof said !== 'object' || said === null) return false;
  const { type } = said as ProblemDetails;
  return typeof type === 'string' && type.startsWith('urn:tungngo:');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
