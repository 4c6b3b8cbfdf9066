import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { targets } from './tools/floor/floor.ts';
import { opening } from './tools/floor/opening.ts';
import { holdFloor } from './tools/floor/holdFloor.ts';
import { classic } from './tools/classic.ts';
import { icons } from './tools/icons.ts';
import { precache } from './tools/precache.ts';
import { standIn } from './tools/standIn.ts';
import { words } from './tools/words.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  base: '/field/',
  define: { __RELEASE__: JSON.stringify(version) },
  plugins: [icons(), words(), opening(), classic(), precache(), holdFloor(), standIn()],
  build: {
    outDir: '../Server/wwwroot/field',
    emptyOutDir: true,
    target: targets,
    // An inlined file would be a data: URL, which the server's content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/sw/sw.ts' },
      output: { entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { port: 24173, host: '127.0.0.1' },
  test: { include: ['test/*.test.ts'] },
});
