import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Tells the service worker what to keep: every file of the build but what only some phones need, which are the fonts, and English: no volunteer's
 * language, but one that visitors choose.
 */
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
      const chosen: string[] = [];
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => a.localeCompare(b))) {
        if (name === 'sw.js') continue;
        hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
        if (/\/en-[^/]+\.js$/.test(name)) chosen.push(name);
        else if (!/\.woff2?$/.test(name)) files.push(name === 'index.html' ? '' : name);
      }
      for (const name of readdirSync(join(root, 'public')).sort()) {
        hash.update(name).update(readFileSync(join(root, 'public', name)));
        // The system itself asks for the large icon, when the app is put on the home screen.
        if (name !== 'icon-512.png') files.push(name);
      }
      if (chosen.length !== 1) throw new Error(`the build has ${chosen.length} files of English words`);
      hash.update(worker.code);
      worker.code = worker.code
        .replace('__VERSION__', hash.digest('hex').slice(0, 12))
        .replace(/["'`]__FILES__["'`]/, JSON.stringify(files))
        .replace('__CHOSEN__', chosen[0]!);
    },
  };
}
