import type { Plugin } from 'vite';

/**
 * Ships the app as a classic script instead of a module. What the service worker's install puts into its cache is compiled there and then, whole, but
 * only if it is classic: a module is read and compiled anew at every start, which took a slow phone a third of its way to the lock screen.
 */
export function classic(): Plugin {
  return {
    name: 'classic',
    apply: 'build',
    enforce: 'pre',
    // The files that the app asks for later have no style sheets and need no others: they are imported plainly, without the bundler's helper.
    resolveId: source => (source === helper ? helper : null),
    load: id => (id === helper ? 'export const __vitePreload = wanted => wanted()' : null),
    renderChunk(code, chunk) {
      if (!chunk.isEntry || chunk.name !== 'index') return null;
      if (chunk.imports.length + chunk.exports.length > 0) this.error('the first script of the app shares code with a later one');
      return { code: `(()=>{${code}})()`, map: null };
    },
    // After the minifier, which believes in a module and would take it for needless.
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        if (file.isEntry) file.code = `'use strict';${file.code}`;
        else if (file.viteMetadata?.importedCss.size)
          this.error(`${file.fileName} is asked for later, and nothing would load its style sheet`);
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler: html => {
        if (!html.includes(tag)) throw new Error(`the page has no ${tag}…: the app would be shipped as a module`);
        return html.replace(tag, '<script defer');
      },
    },
  };
}

const tag = '<script type="module" crossorigin';
const helper = '\0vite/preload-helper.js';
