// Draws public/icon.svg as the PNGs of the manifest. Run by hand when the drawing changes: node tools/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { launch } from './browser.mjs';

/** Four flat colours and the blends along their edges: every phone loads these, and with a palette they take a third. */
const colours = 24;

const browser = await launch();
const page = await browser.newPage();
for (const size of [192, 512]) {
  await page.setContent(`<canvas width="${size}" height="${size}"></canvas>`);
  const rgba = await page.evaluate(
    async ([svg, side]) => {
      const { Image } = globalThis;
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = document.querySelector('canvas').getContext('2d');
      canvas.fillStyle = '#fff';
      canvas.fillRect(0, 0, side, side);
      canvas.drawImage(image, 0, 0, side, side);
      return [...canvas.getImageData(0, 0, side, side).data];
    },
    [readFileSync('public/icon.svg', 'utf8'), size],
  );
  writeFileSync(`public/icon-${size}.png`, indexed(rgba, size));
}
await browser.close();

function indexed(rgba, size) {
  const pixels = Array.from({ length: size * size }, (_, i) => (rgba[i * 4] << 16) | (rgba[i * 4 + 1] << 8) | rgba[i * 4 + 2]);
  const count = new Map();
  for (const pixel of pixels) count.set(pixel, (count.get(pixel) ?? 0) + 1);
  const palette = [...count]
    .sort((a, b) => b[1] - a[1])
    .slice(0, colours)
    .map(([colour]) => colour);
  const parts = colour => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const off = (a, b) => parts(a).reduce((sum, part, i) => sum + (part - parts(b)[i]) ** 2, 0);
  const nearest = new Map(
    [...count.keys()].map(colour => [
      colour,
      palette.reduce((best, known, i) => (off(colour, known) < off(colour, palette[best]) ? i : best), 0),
    ]),
  );
  const rows = Buffer.alloc(size * (size + 1));
  for (const [i, pixel] of pixels.entries()) rows[Math.floor(i / size) * (size + 1) + 1 + (i % size)] = nearest.get(pixel);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
