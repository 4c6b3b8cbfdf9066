import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const wwwroot = `${import.meta.dirname}/../../Server/wwwroot`;
type Listener = (event: Record<string, unknown>) => void;

/** A script of the server's as the browser runs it, with what stands around it, and what it listens to. */
function run(file: string, around: Record<string, unknown>): Map<string, Listener> {
  const heard = new Map<string, Listener>();
  const addEventListener = (kind: string, listener: Listener): void => void heard.set(kind, listener);
  const given: Record<string, unknown> = { self: { addEventListener }, addEventListener, ...around };
  new Function(...Object.keys(given), readFileSync(`${wwwroot}/${file}`, 'utf8'))(...Object.values(given));
  return heard;
}

const page =
  '<!DOCTYPE html><!--scripted <p class="offline" role="status" hidden data-kept>Đọc lúc <time></time></p>--><main>Nước mặn</main>';

/** The worker of the public pages with a store of its own and a network as told. */
function worker(network: () => Promise<Response>) {
  const kept = new Map<string, Response>();
  const cache = {
    put: (request: Request, response: Response) => Promise.resolve(void kept.set(request.url, response)),
    match: (request: Request) => Promise.resolve(kept.get(request.url)?.clone()),
  };
  const timers: (() => void)[] = [];
  const heard = run('tin-sw.js', {
    caches: { open: () => Promise.resolve(cache) },
    fetch: network,
    location: { origin: 'https://tin.example' },
    setTimeout: (work: () => void) => timers.push(work),
  });
  const ask = (mode: RequestMode = 'navigate', url = 'https://tin.example/tin/a'): Promise<Response> => {
    const request = new Request(url);
    Object.defineProperty(request, 'mode', { value: mode });
    let answer: Promise<Response> | undefined;
    heard.get('fetch')!({ request, respondWith: (given: Promise<Response>) => (answer = given) });
    return answer!;
  };
  return { ask, timers };
}

const html = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8', date: 'Sat, 05 Oct 2024 01:30:00 GMT' } });

describe('a public page kept for reading without a line', () => {
  it('is fresh, unmarked, while the server answers', async () => {
    const { ask } = worker(() => Promise.resolve(html(page)));
    expect(await (await ask()).text()).toBe(page);
  });

  it.each<[string, () => Promise<Response>]>([
    ['there is no line', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['there is a line, and the server is down behind its proxy', () => Promise.resolve(html('Bad gateway', 502))],
  ])('says since when it lies there when %s', async (_, later) => {
    let network = () => Promise.resolve(html(page));
    const { ask } = worker(() => network());
    await ask();
    network = later;
    const answer = await ask();
    expect(answer.status).toBe(200);
    const shown = await answer.text();
    expect(shown).toContain('Nước mặn');
    expect(shown).toMatch(/<p class="offline" role="status" data-kept>Đọc lúc <time>\d\d:\d\d 05\/10<\/time><\/p><main>/);
    expect(shown).not.toContain(' hidden');
  });

  it('is a page of our own where it was never read, with the way to what is there', async () => {
    const { ask } = worker(() => Promise.reject(new TypeError('Failed to fetch')));
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('<a href="/tin">');
    await expect(ask('cors')).rejects.toThrow('Failed to fetch');
  });

  it('is shown, and says so, when the server lets one wait too long; what the page itself asks for is waited for', async () => {
    let network = () => Promise.resolve(html(page));
    const { ask, timers } = worker(() => network());
    await ask();
    network = () => new Promise(() => undefined);
    const waiting = ask();
    await Promise.resolve();
    while (timers.length < 2) await new Promise(done => setImmediate(done));
    timers.at(-1)!();
    expect(await (await waiting).text()).toContain('data-kept>Đọc lúc <time>');
    const before = timers.length;
    void ask('cors');
    await new Promise(done => setImmediate(done));
    expect(timers.length).toBe(before);
  });

  it('that was never read is the answer of what is there', async () => {
    const { ask } = worker(() => Promise.resolve(html('Bad gateway', 502)));
    expect((await ask()).status).toBe(502);
  });
});

describe('a page of the console that the browser has kept whole', () => {
  it('is asked for again when it comes back, and not when it is new', () => {
    let reloads = 0;
    const document = { addEventListener: () => undefined, querySelectorAll: () => [] };
    const heard = run('js/console.js', { document, window: {}, location: { pathname: '/', search: '', replace: () => reloads++ } });
    heard.get('pageshow')!({ persisted: false });
    expect(reloads).toBe(0);
    heard.get('pageshow')!({ persisted: true });
    expect(reloads).toBe(1);
  });
});
