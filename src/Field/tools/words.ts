import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Ships the other languages' words without their keys, in the order of the Vietnamese ones, which are there anyway: a quarter of each file. text.ts puts
 * them together again.
 */
export function words(): Plugin {
  const keys = Object.keys(read('vi'));
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
