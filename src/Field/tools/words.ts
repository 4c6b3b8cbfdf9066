import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { isOfTheApp } from './floor/opening.ts';

/**
 * Ships the catalogues without their keys: `t('save')` becomes `t(11)`, the words' place in the order of the Vietnamese ones, and every language is a
 * list. Only keys that the app puts together or hands on (`t(`stage.${n}`)`, `action="retry"`) are shipped too, each with its place. It is a tenth of
 * what a phone reads before the first button can be tapped.
 */
export function words(): Plugin {
  // As the app has them: the page's first words are not among them (floor/opening.ts), and one more or less would move all that follow.
  const keys = Object.keys(read('vi')).filter(isOfTheApp);
  const places = new Map(keys.map((key, place) => [key, place]));
  return {
    name: 'words',
    apply: 'build',
    enforce: 'pre',
    // By another name than .json, or the bundler would make an object with numbers for keys of it.
    resolveId: source => /^\.\/(vi|km|en)\.json$/.exec(source) && `\0words/${source.slice(2, 4)}.js`,
    load(id) {
      const language = /^\0words\/(vi|km|en)\.js$/.exec(id)?.[1];
      if (!language) return null;
      const known = read(language);
      const listed = `export default ${JSON.stringify(keys.map(key => known[key]))}`;
      if (language !== 'vi') return listed;
      const rest = unplaced(sources());
      const named = keys.filter(key => isNamed(key, rest)).map(key => [key, places.get(key)]);
      return `${listed}\nexport const places = ${JSON.stringify(Object.fromEntries(named))}`;
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id)) return undefined;
      return { code: placed(code, places), map: null };
    },
  };
}

const call = /\bt\('([\w.-]+)'/g;

/** With a number for each key that is asked for by its own name; what is no key of ours stays as it is. */
export const placed = (code: string, places: ReadonlyMap<string, number>): string =>
  code.replace(call, (whole, key: string) => (places.has(key) ? `t(${places.get(key)!}` : whole));

/** What the numbers do not stand for: everything but those calls. */
export const unplaced = (code: string): string => code.replace(call, '');

/** Whether a source names the key in any other way, or makes it of parts. */
export const isNamed = (key: string, code: string): boolean =>
  [`'${key}'`, `"${key}"`, `\`${key}\``].some(quoted => code.includes(quoted)) ||
  key.split('.').some((_, i, parts) => i > 0 && code.includes(`\`${parts.slice(0, i).join('.')}.\${`));

function sources(): string {
  const root = new URL('../src/', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(new URL(name, root), 'utf8'))
    .join('\n');
}

const read = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../src/text/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>;
