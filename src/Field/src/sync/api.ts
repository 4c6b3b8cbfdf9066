import type {
  EnrolmentCodeResponse,
  EnrolRequest,
  EnrolResponse,
  GuidesResponse,
  Guid,
  Mutation,
  ProblemDetails,
  PullResponse,
  PushResponse,
  WireDevice,
} from '../wire.ts';

/** No answer came: no network, a closed line, a proxy's page. What was asked may or may not have been done. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The server answered and said no, with its reason in the language of the phone. */
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

  pull(after: number, have: readonly Guid[]): Promise<PullResponse> {
    return this.#ask('GET', `/api/sync/pull?after=${after}&have=${have.join(',')}`);
  }

  guides(after: number): Promise<GuidesResponse> {
    return this.#ask('GET', `/api/sync/guides?after=${after}`);
  }
  push(mutations: readonly Mutation[]): Promise<PushResponse> {
    return this.#post('/api/sync/push', { mutations });
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask('POST', path, body);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { fetch, origin, language, version, token, patience } = this.#line;
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language(), 'X-App-Version': version };
    const bearer = token();
    if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let text: string;
    let response: Response;
    try {
      response = await fetch(origin + path, {
        method,
        headers,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: AbortSignal.timeout(patience ?? 60_000),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      throw new Unreachable(error instanceof Error ? error.message : 'no answer');
    }
    const json = parse(text);
    if (response.ok) {
      // A captive portal of a café's Wi-Fi answers 200 with its own page.
      if (json === undefined && text !== '') throw new Unreachable('not the server');
      return json as T;
    }
    throw new Problem(response.status, typeof json === 'object' && json !== null ? (json as ProblemDetails) : {});
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
