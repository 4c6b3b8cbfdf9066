import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Tells the service worker what to keep: every file of the build but the fonts, which only some phones need. */
export function precache(): Plugin {
  let root = '';
  return {
    name: 'precache',
    apply: 'build',
    enforce: 'post',
    configResolved: config => {
      root = config.root;
    },
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
      const hash = createHash('sha256');
      const files: string[] = [];
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => a.localeCompare(b))) {
        if (name === 'sw.js') continue;
        hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
        if (!/\.woff2?$/.test(name)) files.push(name === 'index.html' ? '' : name);
      }
      for (const name of readdirSync(join(root, 'public')).sort()) {
        hash.update(name).update(readFileSync(join(root, 'public', name)));
        files.push(name);
      }
      hash.update(worker.code);
      worker.code = worker.code
        .replace('__VERSION__', hash.digest('hex').slice(0, 12))
        .replace(/["'`]__FILES__["'`]/, JSON.stringify(files));
    },
  };
}
