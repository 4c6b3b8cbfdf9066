import { signal } from '@preact/signals';
import vi from './vi.json';
import * as written from './vi.json';
import { settings } from '../ui/settings.ts';
import type { Texts } from '../wire.ts';

export type Key = Exclude<keyof typeof vi, '@status'>;
export type Language = 'vi' | 'km' | 'en';
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'km', name: 'ភាសាខ្មែរ' },
  { code: 'en', name: 'English' },
];

/** As they are written, words by their keys; built, a list, and `places` says where a key's words stand: tools/words.ts. */
type Catalogue = Record<Key, string> | readonly string[];
const places = (written as unknown as { places?: Partial<Record<Key, number>> }).places;
const catalogue = signal<Catalogue>(vi);
export const language = signal<Language>('vi');

/** Vietnamese is in the first file, Khmer is kept by the service worker from the start; English is fetched when chosen, and kept from then on. */
export async function speak(wanted: Language): Promise<void> {
  catalogue.value = wanted === 'km' ? (await import('./km.json')).default : wanted === 'en' ? (await import('./en.json')).default : vi;
  language.value = wanted;
  document.documentElement.lang = wanted;
  settings.value = { ...settings.value, language: wanted };
  if (wanted === 'en') void globalThis.navigator?.serviceWorker?.ready.then(({ active }) => active?.postMessage('chosen'));
  if (wanted === 'km') await (await import('./khmerFont.ts')).ensureKhmer();
}

export function t(key: Key, values: Record<string, string | number> = {}): string {
  const words = (catalogue.value as Record<Key | number, string>)[places?.[key] ?? key]!;
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A text of the server's catalogue in the phone's language, else Vietnamese, else whatever there is. */
export const said = (texts: Texts, wanted: string = language.value): string =>
  texts[wanted] ?? texts['vi'] ?? Object.values(texts)[0] ?? '';
