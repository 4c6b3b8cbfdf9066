import { createRequire } from 'node:module';
import type { BrowserName, CompatData, CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';

/** The oldest engines that the phone's app runs on. The words for older ones are `boot.old`, the same numbers stand in docs/field-app.md. */
export const oldest = { chrome: 80, safari: 15.4, firefox: 100 };

/** For the build, which writes newer syntax in older words. */
export const targets = Object.entries(oldest).map(([name, version]) => name + version);

const engines: [BrowserName, number][] = [
  ['chrome', oldest.chrome],
  ['chrome_android', oldest.chrome],
  ['webview_android', oldest.chrome],
  ['safari', oldest.safari],
  ['safari_ios', oldest.safari],
  ['firefox', oldest.firefox],
  ['firefox_android', oldest.firefox],
];

/** MDN's record of what which browser has. */
export const known = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** The engines at the floor that have not this, in words; empty when all have it. */
export const without = (feature: CompatStatement): string[] =>
  engines.filter(([name, version]) => !has(feature.support[name], version)).map(([name, version]) => `${name} ${version}`);

function has(support: CompatStatement['support'][BrowserName], version: number): boolean {
  const statements: SimpleSupportStatement[] = Array.isArray(support) ? support : support ? [support as SimpleSupportStatement] : [];
  return statements.some(
    ({ version_added: added, version_removed: removed, flags, prefix, alternative_name: otherName }) =>
      !flags && !prefix && !otherName && numberOf(added) <= version && !(numberOf(removed ?? false) <= version),
  );
}

function numberOf(version: string | boolean | null | undefined): number {
  return typeof version === 'string' ? (version === 'preview' ? Infinity : Number.parseFloat(version.replace('≤', ''))) : Infinity;
}

export const entries = (of: Identifier | undefined): Identifier[] => Object.values(of ?? {}) as Identifier[];
