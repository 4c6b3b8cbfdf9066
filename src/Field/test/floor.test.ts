import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locksOf } from '../src/sync/locks.ts';
import { aboveFloor } from '../tools/floor/script.ts';
import { styleAboveFloor } from '../tools/floor/style.ts';

const wwwroot = `${import.meta.dirname}/../../Server/wwwroot`;

describe('the floor of engines', () => {
  // The build asks the same of every file it writes; see tools/floor/holdFloor.ts.
  it.each([
    ["const known = /(?<=cccd )\\d+/.test('x')", 'lookbehind'],
    ["new RegExp('(?<!\\\\d)12')", 'lookbehind'],
    ['fetch("/", { signal: AbortSignal.timeout(5) })', 'AbortSignal.timeout'],
    ['fetch("/", { signal: AbortSignal.any([]) })', 'AbortSignal.any'],
    ['structuredClone({})', 'structuredClone'],
    ['window.structuredClone({})', 'structuredClone'],
    ['crypto.randomUUID()', 'crypto.randomUUID'],
    ['Object.hasOwn({}, "x")', 'Object.hasOwn'],
    ['export const last = list => list.at(-1)', '.at'],
    ['export const mine = { at: 1 }, last = list => list.at(-1)', '.at'],
    ['export const all = text => text.replaceAll("a", "b")', '.replaceAll'],
    ['export const next = node => node?.["replaceChildren"]()', '.replaceChildren'],
    ['speechSynthesis.addEventListener("voiceschanged", () => {})', 'speechSynthesis.addEventListener'],
    ['class A { #secret = 1 }', 'syntax'],
    ['let a; a ??= 1', 'syntax'],
    ['await fetch("/")', 'syntax'],
  ])('is missed by %s', (code, what) => {
    expect(aboveFloor(code).join()).toContain(what);
  });

  it('holds what all have, and a script’s own names', () => {
    const fine = `
      import { x } from './x.js';
      export class List { at(i) { return this.items[i]; } }
      export const structuredClone = value => value;
      export const said = async (list, { at }) => [list.flatMap(y => y?.z ?? at), await navigator.locks.request('a', x), new List().at(1), structuredClone(1)];`;
    expect(aboveFloor(fine)).toEqual([]);
  });

  it.each([
    ['a { inset: 0 }', 'inset'],
    ['a { height: 100dvh }', 'dvh'],
    ['a:has(b) { color: red }', ':has'],
    ['@layer a { b { color: red } }', '@layer'],
    ['a { color: color-mix(in srgb, red, blue) }', 'color-mix()'],
  ])('is missed by %s', (css, what) => {
    expect(styleAboveFloor(css).join()).toContain(what);
  });

  it('lets a look be newer where an older one stands before it', () => {
    expect(styleAboveFloor('a { height: 100vh; height: 100dvh; -webkit-user-select: all; user-select: all }')).toEqual([]);
  });

  it('holds the scripts of the console and of the public pages too', () => {
    const files = readdirSync(`${wwwroot}/js`).map(name => `js/${name}`);
    const allowed: Record<string, string[]> = {
      'js/live.js': ['.lost'],
      // Called only where it is there.
      'js/passkey.js': ['.getTransports'],
      'js/console.js': ['window.print', '.showPicker'],
      // Only where there are notifications: `PushManager` is asked for, and a worker without them gets no such event.
      'js/public.js': [
        'PushManager',
        '.pushManager',
        '.getSubscription',
        '.subscribe',
        '.unsubscribe',
        'Notification',
        'Notification.permission',
        'navigator.share',
      ],
      'tin-sw.js': ['.getSubscription', '.notification', '.pushManager', '.showNotification'],
    };
    expect(existsSync(`${wwwroot}/js/public.js`)).toBe(true);
    const above = [...files, 'tin-sw.js'].flatMap(name =>
      aboveFloor(readFileSync(`${wwwroot}/${name}`, 'utf8'), { allowed: allowed[name] ?? [] }).map(what => `${name}: ${what}`),
    );
    expect(above).toEqual([]);
  });
});

describe('without the browser’s locks', () => {
  it('the rounds of the one tab take turns, also after one that failed', async () => {
    const locks = locksOf({});
    const said: string[] = [];
    let go: () => void = () => undefined;
    const first = locks.request('sync', async () => {
      await new Promise<void>(resolve => {
        go = resolve;
      });
      said.push('first');
      throw new Error('cut');
    });
    const second = locks.request('sync', () => Promise.resolve(said.push('second')));
    await Promise.resolve();
    go();
    await expect(first).rejects.toThrow('cut');
    expect(await second).toBe(2);
    expect(said).toEqual(['first', 'second']);
  });
});
