// Draws public/icon.svg as the PNGs of the manifest. Run by hand when the drawing changes: node tools/icons.mjs
import { readFileSync } from 'node:fs';
import { launch } from './browser.mjs';

const browser = await launch();
const page = await browser.newPage();
for (const size of [192, 512]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${readFileSync('public/icon.svg', 'utf8')}`,
  );
  await page.screenshot({ path: `public/icon-${size}.png` });
}
await browser.close();
