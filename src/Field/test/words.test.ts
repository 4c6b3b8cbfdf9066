import { readdirSync, readFileSync } from 'node:fs';
import { drawn } from '../tools/icons.ts';
import { isNamed, placed, unplaced } from '../tools/words.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, fold, matches } from '../src/doors/fold.ts';
import { metres } from '../src/doors/near.ts';
import { codeFrom, phoneName, shown } from '../src/enrol/code.ts';
import { isInSafari, isWithinAnApp } from '../src/enrol/place.ts';
import en from '../src/text/en.json' with { type: 'json' };
import km from '../src/text/km.json' with { type: 'json' };
import vi from '../src/text/vi.json' with { type: 'json' };

const vietnamese = fc.stringMatching(/^[a-zA-ZđĐ àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{0,30}$/u);
const khmer = fc.string({ unit: fc.integer({ min: 0x1780, max: 0x17d3 }).map(code => String.fromCodePoint(code)), maxLength: 30 });

describe('search', () => {
  it('finds what is typed without marks, in either composition', () => {
    expect(fold('Thạch Đậm')).toBe('thach dam');
    expect(['៩១៦០', '+84 912 345', '0084912', 'Tổ 3'].map(asked)).toEqual(['9160', '0912 345', '0912', 'to 3']);
    expect(matches(fold('Thạch Đậm, tổ 3'.normalize('NFD')), fold('dam thach'))).toBe(true);
    fc.assert(
      fc.property(vietnamese, text => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
        expect(fold(text)).toMatch(/^[a-z ]*$/);
        expect(fold(text.toUpperCase())).toBe(fold(text));
      }),
    );
  });

  it('leaves Khmer letters and vowels alone', () => {
    expect(fold('ស្រុក')).toBe('ស្រុក');
    expect(fold('ភូមិ\u200bត្រឡោក')).toBe('ភូមិត្រឡោក');
    fc.assert(
      fc.property(khmer, text => {
        expect(fold(text)).toBe(text.normalize('NFC').trim());
      }),
    );
  });

  it('folds a folded key to itself, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('distance', () => {
  it('is right within a hamlet', () => {
    expect(metres([9.68, 106.01], [9.689, 106.01])).toBeCloseTo(1000.8, 0);
    expect(metres([9.68, 106.01], [9.68, 106.019])).toBeCloseTo(986.5, 0);
  });
});

describe('an enrolment code', () => {
  it('is read from the QR, from what was typed, and from nothing else', () => {
    expect(codeFrom('https://tungngo.example/field/#enrol=KMNP7792')).toBe('KMNP7792');
    expect(codeFrom(' kmnp-7792 ')).toBe('KMNP7792');
    for (const text of ['', 'KMNP', 'https://example.com/', '#enrol=']) expect(codeFrom(text)).toBeNull();
    expect(shown('kmnp77923')).toBe('KMNP-7792');
  });

  it('names the phone so that the leader knows it', () => {
    expect(phoneName('Mozilla/5.0 (Linux; Android 10; SM-A105G Build/QP1A) AppleWebKit')).toBe('Android 10 · SM-A105G');
    expect(phoneName('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit')).toBe('Android 10');
  });
});

describe('the catalogues', () => {
  it('say the same things in the three languages, with the same blanks', () => {
    const { '@status': status, ...khmerWords } = km;
    expect(status).toBe('needs native review');
    const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();
    for (const other of [khmerWords, en] as Record<string, string>[]) {
      expect(Object.keys(other)).toEqual(Object.keys(vi));
      for (const [key, text] of Object.entries(vi)) expect([key, blanks(other[key]!)]).toEqual([key, blanks(text)]);
    }
  });

  it('write figures in one way, in Khmer too: those between the words are written so', () => {
    const root = `${import.meta.dirname}/../..`;
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      name => /\.(json|km\.md)$/.test(name) && !/node_modules|wwwroot/.test(name),
    );
    expect(files.filter(name => name.endsWith('km.json')).length).toBeGreaterThan(20);
    expect(files.filter(name => /[\u17e0-\u17e9]/.test(readFileSync(`${root}/${name}`, 'utf8')))).toEqual([]);
  });

  it('hold no key that no screen uses', () => {
    const code = sources();
    const named = (key: string): boolean => [`'${key}'`, `"${key}"`].some(quoted => code.includes(quoted));
    // t(`stage.${stage}`) names a family; what it picks from is data.
    const inFamily = (key: string): boolean =>
      key.split('.').some((_, i, parts) => i > 0 && code.includes(`\`${parts.slice(0, i).join('.')}.\${`));
    const unused = Object.keys(vi).filter(key => !named(key) && !inFamily(key));
    expect(unused).toEqual([]);
  });
});

/** Everything that draws a screen, and the page before the first of them. */
function sources(): string {
  const root = `${import.meta.dirname}/../src`;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(`${root}/${name}`, 'utf8'))
    .concat(readFileSync(`${root}/../index.html`, 'utf8').replace(/%(opening\.\w+)%/g, "'$1'"))
    .join('\n');
}

it('every icon that a screen names is drawn', () => {
  const root = `${import.meta.dirname}/../src`;
  const named = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.tsx'))
    .flatMap(file => [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/(?:<Icon name|\bicon)="([^"]+)"/g)].map(found => found[1]!));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(name => !drawn.has(name))).toEqual([]);
});

describe('built, words are found by their place', () => {
  const places = new Map(['save', 'nav.today', 'stage.1', 'walk.take'].map((key, place) => [key, place]));

  it('where a key is asked for by its own name, and nowhere else', () => {
    expect(placed("t('save') + t('nav.today', { n })", places)).toBe('t(0) + t(1, { n })');
    for (const kept of ["tell('walk.take', walk)", 't(`stage.${n}`)', "set('save')", "t('no.such')"])
      expect(placed(kept, places)).toBe(kept);
  });

  it('and a key that is put together or handed on keeps its name', () => {
    const code = unplaced("t('save') t(`stage.${n}`) tell('walk.take', walk)");
    expect([...places.keys()].filter(key => isNamed(key, code))).toEqual(['stage.1', 'walk.take']);
  });
});

describe('where one enrols', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const android = 'Mozilla/5.0 (Linux; Android 10; SM-A105G';

  it('is told apart: browsers within other apps, Safari, and the right places', () => {
    for (const agent of [
      `${android} Build/QP1A; wv) AppleWebKit/537.36 Version/4.0 Chrome/124.0 Mobile Safari/537.36 Zalo android/12080`,
      `${iphone} Mobile/15E148 Zalo iOS/600 ZaloTheme/light`,
      `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/460.0]`,
      `${android}; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/460.0]`,
    ])
      expect([agent, isWithinAnApp(agent)]).toEqual([agent, true]);
    for (const agent of [
      `${iphone} Version/16.6 Mobile/15E148 Safari/604.1`,
      `${android}) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36`,
      'Mozilla/5.0 (Android 10; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0',
    ])
      expect([agent, isWithinAnApp(agent)]).toEqual([agent, false]);
    for (const [standalone, told] of [
      [false, true],
      [true, false],
      [undefined, false],
    ] as const)
      expect(isInSafari({ standalone } as never)).toBe(told);
  });
});
