import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { allowedLooks, allowedNames } from './allowed.ts';
import { aboveFloor } from './script.ts';
import { styleAboveFloor } from './style.ts';

/** A build that needs more than the oldest engines have (see floor.ts) fails, saying what. */
export function holdFloor(): Plugin {
  let root = '';
  return {
    name: 'hold-floor',
    apply: 'build',
    enforce: 'post',
    configResolved: config => {
      root = config.root;
    },
    generateBundle(_, bundle) {
      // Whoever is below the floor must still be able to read this one.
      const first = readFileSync(join(root, 'public/floor.js'), 'utf8');
      const found = aboveFloor(first, { sourceType: 'script', edition: 5 }).map(what => `floor.js: ${what}`);
      for (const [name, file] of Object.entries(bundle)) {
        const above =
          file.type === 'chunk'
            ? aboveFloor(file.code, { sourceType: file.isEntry ? 'script' : 'module', allowed: Object.keys(allowedNames) })
            : name.endsWith('.css')
              ? styleAboveFloor(String(file.source), Object.keys(allowedLooks))
              : [];
        found.push(...above.map(what => `${name}: ${what}`));
      }
      if (found.length > 0) this.error(`above the floor of engines (tools/floor):\n  ${found.join('\n  ')}`);
    },
  };
}
