import { expect, test } from 'vitest';
import { Api } from '../src/sync/api.ts';

test('every request says which app is calling, so that the office sees who still has an old one', async () => {
  const said: (string | null)[] = [];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    said.push(new Headers(init?.headers).get('X-App-Version'));
    return Promise.resolve(new Response('[]'));
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
