// Brotli size of the first load, the Khmer catalogue and font counted in; fails above the budget: node tools/size.mjs
// English is told apart: nobody fetches it who has not chosen it, and who has needs neither Khmer words nor the font, which are more.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const budget = 120_000;
const root = '../Server/wwwroot/field';
const size = name =>
  /\.(woff2|png)$/.test(name) ? readFileSync(join(root, name)).length : brotliCompressSync(readFileSync(join(root, name))).length;
const assets = readdirSync(join(root, 'assets')).map(name => `assets/${name}`);
const first = ['index.html', 'floor.js', ...assets.filter(name => /\/index-.*\.(js|css)$/.test(name)), 'manifest.webmanifest', 'icon.svg'];
const english = assets.filter(name => /\/en-.*\.js$/.test(name));
const worker = ['sw.js', ...assets.filter(name => /\.js$/.test(name) && !first.includes(name) && !english.includes(name)), 'icon-192.png'];
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
console.log(`English, when chosen: ${english.reduce((bytes, name) => bytes + size(name), 0).toLocaleString('en')} bytes`);
console.log(`all but that: ${total.toLocaleString('en')} of ${budget.toLocaleString('en')} bytes (brotli 11)`);
if (total > budget) process.exit(1);
