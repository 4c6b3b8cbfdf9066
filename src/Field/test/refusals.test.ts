import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOf, placeOfKind } from '../src/me/place.ts';
import { Problem, Unreachable } from '../src/sync/api.ts';
import en from '../src/text/en.json' with { type: 'json' };
import km from '../src/text/km.json' with { type: 'json' };
import vi from '../src/text/vi.json' with { type: 'json' };
import { languages, speak, t } from '../src/text/text.ts';
import { isSaid, mayPass, sentence, troubleOf, wordsOn } from '../src/ui/trouble.ts';
import type { Kind } from '../src/wire.ts';
import { guid } from './land.ts';

const server = `${import.meta.dirname}/../../Server`;
const sources = new Map(
  readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.cs') && !/Migrations|wwwroot/.test(name))
    .map(name => [name.replaceAll('\\', '/'), readFileSync(join(server, name), 'utf8')]),
);

/** Every entry of the server's closed catalogue, by its name there. */
const codes = new Map(
  [...sources]
    .filter(([name]) => /^Web\/\w*Problems\.cs$/.test(name))
    .flatMap(([, code]) => [...code.matchAll(/Problem (\w+) = new\("([^"]+)"/g)].map(found => [found[1]!, found[2]!] as const)),
);

/** Asked for by whatever answers before a rule does, or by the cleaning of texts. */
const always = [
  'invalid',
  'unexpected',
  'busy',
  'storage-full',
  'too-many-requests',
  'too-large',
  'sign-in-needed',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'media-type-unknown',
  'citizen-number',
  'text-too-long',
];

/** They stand in files that phones' work passes through, and are answers to the console's buttons alone. */
const consoles = /^(bulletins|campaign)\.|^class\.(over|state)$|^help\.raised$|^household\.(day-|same-hamlet)/;

/** What the phones' doors, and the rules that they call by name, can refuse or note. */
function reachable(): string[] {
  const doors = [...sources.keys()].filter(name => /^(Sync|Teams\/Phones)\//.test(name));
  const named = new Set(doors.flatMap(name => sources.get(name)!.match(/\b[A-Z]\w+\b/g) ?? []));
  const called = [...sources.keys()].filter(name => named.has(basename(name, '.cs')) && !/^(Web|Data)\//.test(name));
  const found = new Set(always);
  for (const name of [...doors, ...called])
    for (const [, entry] of sources.get(name)!.matchAll(/Problems\.(\w+)/g)) if (codes.has(entry!)) found.add(codes.get(entry!)!);
  return [...found].filter(code => !consoles.test(code)).sort();
}

const said = Object.fromEntries(
  languages.map(({ code }) => [
    code,
    Object.assign(
      {},
      ...readdirSync(server, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith(`Text.${code}.json`))
        .map(name => JSON.parse(readFileSync(join(server, name), 'utf8')) as object),
    ) as Record<string, string>,
  ]),
);

/** Words of programs, of offices' pages and of other people's work: nothing of it can be tapped on a phone. */
const foreign: Record<string, RegExp> = {
  vi: /POST|GET|HTTP|JSON|API|quản trị|đường dẫn|Tổng quan|[Tt]ải lại|lại trang|[Đđ]ồng bộ|[Cc]huyển cho tổ phụ trách|[Cc]ập nhật (danh sách|ứng dụng)|trang trước|Đăng nhập rồi|mục khác mang mã/,
  km: /POST|GET|HTTP|JSON|API|អ្នកគ្រប់គ្រង|ផ្ទុកទំព័រ|ផ្ទុកបញ្ជី|សមកាលកម្ម|បច្ចុប្បន្នភាព|ប្រគល់ឱ្យក្រុម/,
  en: /POST|GET|HTTP|JSON|API|administrator|\boverview|[Rr]eload|[Rr]efresh the list|\b[Ss]ync(?! now)|[Uu]pdate the app|[Pp]ass it to|previous page|Sign in and/,
};

const own: Record<string, Record<string, string>> = { vi, km, en };

beforeAll(() => {
  // Where the language is written down; the tests run without a page.
  Object.assign(globalThis, { document: { documentElement: {}, fonts: { check: () => true } } });
});

describe.each(languages.map(({ code }) => code))('in %s', language => {
  beforeAll(() => speak(language).catch(() => undefined));

  it('every answer of the server that can reach a phone says what happened and what to do, in words for a volunteer', () => {
    const all = reachable();
    expect(all.length).toBeGreaterThan(90);
    for (const code of all) {
      const [what, next] = [said[language]![`error.${code}`], said[language]![`error.${code}.next`]];
      expect([code, Boolean(what), Boolean(next)]).toEqual([code, true, true]);
      const words = wordsOn(code, `${what} ${next}`);
      expect([code, words.match(foreign[language]!)?.[0]]).toEqual([code, undefined]);
      expect([code, (words.match(/[.:!?។៖…](?=\s|$)/g) ?? []).length > 1]).toEqual([code, true]);
    }
  });

  it('the app’s own words are for a volunteer too', () => {
    // Before the app runs the browser's own buttons are all there is, a browser may have to be renewed, and a link is what is copied. "Sync" is a button.
    for (const [key, words] of Object.entries(own[language]!))
      if (!/^(opening|place)\.|^trouble.fault$/.test(key))
        expect([key, words.replace(/\bsync\w*/gi, '').match(foreign[language]!)?.[0]]).toEqual([key, undefined]);
  });

  it('a code that this app does not know, without words, still has a sentence', () => {
    expect(wordsOn('of.tomorrow', '')).toBe(t('trouble.busy'));
    expect(wordsOn('of.tomorrow', 'Đã đủ.')).toBe('Đã đủ.');
  });

  it('what stands in between is told apart from no line, by what can be done', () => {
    expect(sentence(new Unreachable('x'))).toBe(t('trouble.offline'));
    for (const status of [502, 503, 504]) expect(sentence(new Unreachable('x', status))).toBe(t('trouble.busy'));
    for (const status of [200, 302, 401, 403, 404]) expect(sentence(new Unreachable('x', status))).toBe(t('trouble.between'));
    const cause = (status: number, code: string): string =>
      sentence(new Problem(status, { code, title: 'POST /api', next: 'Xem {0}' } as never));
    expect(cause(500, 'unexpected')).toBe(t('trouble.busy'));
    expect(cause(401, 'sign-in-needed')).toBe(t('trouble.notKnown'));
    expect(cause(403, 'forbidden')).toBe(t('trouble.notKnown'));
    expect(cause(503, 'storage-full')).toBe(t('trouble.busy'));
    expect(troubleOf({ kind: 'offline', status: 502 })).toBe(t('trouble.busy'));
    expect(troubleOf({ kind: 'problem', status: 403, code: 'forbidden', text: 'Vai trò', next: '' })).toBe(t('trouble.notKnown'));
    expect(isSaid({ kind: 'offline', status: null })).toBe(false);
    expect(isSaid({ kind: 'offline', status: 200 })).toBe(true);
  });
});

describe('something to tap', () => {
  const kinds = Object.keys(vi)
    .filter(key => key.startsWith('kind.'))
    .map(key => key.slice(5) as Kind);

  it('is there for every kind of work, whatever the server answers', () => {
    expect(kinds.length).toBeGreaterThan(35);
    const screens = readFileSync(`${import.meta.dirname}/../src/ui/App.tsx`, 'utf8');
    for (const kind of kinds) {
      const place = placeOfKind(kind);
      expect([kind, place !== undefined && new RegExp(`^ {2}'?${place}'?:`, 'm').test(screens)]).toEqual([kind, true]);
    }
    const item = { mutation: { kind: 'visit' } as never, householdId: guid(5, 1) };
    expect(placeOf(item, new Map([[guid(5, 1), true]]))).toBe(`door/${guid(5, 1)}`);
    expect(placeOf(item, new Map())).toBe('doors');
  });

  it('is sending it again where the server or the phone was to blame, and not where the work is', () => {
    for (const code of ['busy', 'unexpected', 'storage-full', 'forbidden', 'sign-in-needed', 'sync.kind-unknown'])
      expect([code, mayPass(code)]).toEqual([code, true]);
    for (const code of ['sync.outside-territory', 'citizen-number', 'invalid', 'sync.id-taken'])
      expect([code, mayPass(code)]).toEqual([code, false]);
  });
});
