import { describe, expect, it, test, vi } from 'vitest';
import { Api, Unreachable } from '../src/sync/api.ts';
import { page, problem } from './standIn.ts';

test('every request says which app is calling, so that the office sees who still has an old one', async () => {
  const said: (string | null)[] = [];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    said.push(new Headers(init?.headers).get('X-App-Version'));
    return Promise.resolve(new Response('{"results":[]}'));
  };
  const api = new Api({
    fetch: fetch as typeof globalThis.fetch,
    origin: '',
    language: () => 'vi',
    version: '1.0.0+abc_-1',
    token: () => 't',
  });
  await api.devices();
  await api.push([]);
  expect(said).toEqual(['1.0.0+abc_-1', '1.0.0+abc_-1']);
});

describe('an answer', () => {
  const api = (answer: Response): Api =>
    new Api({ fetch: () => Promise.resolve(answer), origin: '', language: () => 'vi', version: '1', token: () => 't' });

  it('that says no is believed when the server itself says so', async () => {
    const no = api(problem(400, 'invalid', 'Có chỗ chưa đúng: head.', 'Sửa rồi gửi lại.')).push([]);
    await expect(no).rejects.toMatchObject({ name: 'Problem', status: 400, code: 'invalid', next: 'Sửa rồi gửi lại.' });
  });

  it.each([400, 401, 403, 413, 422, 500, 502])('of %i from anybody else is no answer, in whatever form', async status => {
    const foreign = [
      page(status),
      new Response('', { status }),
      new Response('{"title":"Bad Request","status":400,"code":"device.revoked"}', { status }),
      new Response('{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1"}', { status }),
      new Response('null', { status }),
      // Our words without our form, and our form without a code that is its type.
      new Response('{"type":"urn:tungngo:invalid","code":"invalid"}', { status, headers: { 'Content-Type': 'text/html' } }),
      new Response('{"type":"urn:tungngo:invalid"}', { status, headers: { 'Content-Type': 'application/problem+json' } }),
      new Response('{"type":"about:blank","code":"invalid"}', { status, headers: { 'Content-Type': 'application/problem+json' } }),
    ];
    for (const answer of foreign) await expect(api(answer).push([])).rejects.toThrow(Unreachable);
  });

  it('of 200 that is not the server’s is no answer either', async () => {
    for (const said of ['', '<html>Wi-Fi</html>', '{}', '{"results":"ok"}', 'null', '[]']) {
      await expect(api(new Response(said)).push([])).rejects.toThrow(Unreachable);
      await expect(api(new Response(said)).pull(0, [], null)).rejects.toThrow(Unreachable);
    }
  });
});

describe('a line', () => {
  const api = (fetch: typeof globalThis.fetch, patience = 60_000): Api =>
    new Api({ fetch, origin: '', language: () => 'vi', version: '1', token: () => 't', patience });

  it('is gone when nothing comes, when an answer breaks off, and when it is silent too long', async () => {
    const broken = (): Response => new Response(new ReadableStream({ pull: stream => stream.error(new TypeError('cut')) }));
    const silent: typeof fetch = (_, init) =>
      new Promise((_, fail) => init!.signal!.addEventListener('abort', () => fail(init!.signal!.reason as Error)));
    await expect(api(() => Promise.reject(new TypeError('Failed to fetch'))).devices()).rejects.toThrow(Unreachable);
    await expect(api(() => Promise.resolve(broken())).devices()).rejects.toThrow(Unreachable);
    await expect(api(silent, 1).devices()).rejects.toThrow(Unreachable);
  });

  it('is not what an engine lacks', async () => {
    for (const lacking of ['AbortController', 'TextDecoder'] as const) {
      vi.stubGlobal(lacking, undefined);
      const asked = api(() => Promise.resolve(new Response('[]'))).devices();
      await expect(asked.catch((error: Error) => error.name)).resolves.not.toBe('Unreachable');
      vi.unstubAllGlobals();
    }
  });

  it('needs no clock that the oldest supported engines do not have', async () => {
    vi.stubGlobal('AbortSignal', {});
    await expect(api(() => Promise.resolve(new Response('[]'))).devices()).resolves.toEqual([]);
    vi.unstubAllGlobals();
  });
});
