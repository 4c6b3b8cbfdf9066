import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { isOfTheApp } from './floor/opening.ts';

/**
 * Ships the other languages' words without their keys, in the order of the Vietnamese ones, which are there anyway: a quarter of each file. text.ts puts
 * them together again.
 */
export function words(): Plugin {
  // As the app has them: the page's first words are not among them (floor/opening.ts), and one more or less would move all that follow.
  const keys = Object.keys(read('vi')).filter(isOfTheApp);
  return {
    name: 'words',
    apply: 'build',
    enforce: 'pre',
    // By another name than .json, or the bundler would make an object with numbers for keys of it.
    resolveId: source => /^\.\/(km|en)\.json$/.exec(source) && `\0words/${source.slice(2, 4)}.js`,
    load(id) {
      const language = /^\0words\/(km|en)\.js$/.exec(id)?.[1];
      if (!language) return null;
      const known = read(language);
      return `export default ${JSON.stringify(keys.map(key => known[key]))}`;
    },
  };
}

const read = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../src/text/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>;
