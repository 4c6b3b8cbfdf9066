// Brotli size of the first load, the Khmer catalogue and font counted in; fails above the budget: node tools/size.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const budget = 120_000;
const root = '../Server/wwwroot/field';
const size = name =>
  /\.(woff2|png)$/.test(name) ? readFileSync(join(root, name)).length : brotliCompressSync(readFileSync(join(root, name))).length;
const assets = readdirSync(join(root, 'assets')).map(name => `assets/${name}`);
const first = ['index.html', 'floor.js', ...assets.filter(name => /\/index-.*\.(js|css)$/.test(name)), 'manifest.webmanifest', 'icon.svg'];
const worker = ['sw.js', ...assets.filter(name => /\.js$/.test(name) && !first.includes(name)), 'icon-192.png', 'icon-512.png'];
const khmer = assets.filter(name => name.endsWith('.woff2'));
let total = 0;
for (const [title, names] of [
  ['first load', first],
  ['kept by the service worker for offline', worker],
  ['Khmer font, when the phone has none', khmer],
]) {
  const sum = names.reduce((bytes, name) => bytes + size(name), 0);
  total += sum;
  console.log(`${title}: ${sum.toLocaleString('en')} bytes`);
  for (const name of names) console.log(`  ${String(size(name)).padStart(7)}  ${name}`);
}
console.log(`all: ${total.toLocaleString('en')} of ${budget.toLocaleString('en')} bytes (brotli 11)`);
if (total > budget) process.exit(1);
