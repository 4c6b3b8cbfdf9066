import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { oldest } from './floor.ts';

/** Whether a text is the app's; the others stand in the page. */
export const isOfTheApp = (key: string): boolean => !key.startsWith('opening.');

const languages = ['vi', 'km', 'en'] as const;

/**
 * Puts the catalogues' words for a phone on which the app does not (yet) run into the page: `%opening.old%` is a paragraph in each language.
 * The app itself goes without them. `%opening.emblem%` is the icon's drawing: as a picture of its own it would cost a slow phone a request and a page
 * within the page.
 */
export function opening(): Plugin {
  return {
    name: 'opening',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/text\/\w+\.json$/.test(id)) return undefined;
      const words = JSON.parse(code) as Record<string, string>;
      return JSON.stringify(Object.fromEntries(Object.entries(words).filter(([key]) => isOfTheApp(key))));
    },
    transformIndexHtml: {
      order: 'pre',
      handler: html => {
        const catalogues = languages.map(language => {
          const words = readFileSync(new URL(`../../src/text/${language}.json`, import.meta.url), 'utf8');
          return [language, JSON.parse(words) as Record<string, string>] as const;
        });
        const written = (key: string): string =>
          catalogues.map(([language, words]) => `<p lang="${language}">${escaped(filled(words[key]!))}</p>`).join('\n');
        const emblem = readFileSync(new URL('../../public/icon.svg', import.meta.url), 'utf8')
          .replace(/ xmlns="[^"]*"/, ' class="emblem" aria-hidden="true"')
          .trim();
        return html.replace(/%(opening\.\w+)%/g, (_, key: string) => (key === 'opening.emblem' ? emblem : written(key)));
      },
    },
  };
}

const filled = (text: string): string =>
  text.replace(/\{(chrome|safari|firefox)\}/g, (_, name: keyof typeof oldest) => String(oldest[name]));
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
