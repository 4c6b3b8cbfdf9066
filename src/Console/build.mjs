// Makes src/Server/wwwroot/lib from npm packages: Tabler cut down to the classes our pages use, two font families as subsets, and one
// SVG sprite with the icons our pages name. Run it again after a page uses a new class or icon.
// And src/Gateways/Cards/assets: whole fonts and icons for the picture cards, which the gateways' assembly embeds.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PurgeCSS } from 'purgecss';

const here = dirname(fileURLToPath(import.meta.url));
const server = join(here, '../Server');
const out = join(server, 'wwwroot/lib');
const packages = join(here, 'node_modules');

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'fonts'), { recursive: true });

const sources = listFiles(server, /\.(razor|cs)$/, /\/(Migrations|obj|bin|wwwroot)\//).concat(listFiles(join(server, 'wwwroot/js'), /\.js$/),
  [join(server, 'Services/Data/catalogue.json'), join(server, 'Bulletins/Data/kinds.json')]);
writeFileSync(join(out, 'lib.css'), fontFaces() + (await tabler()));
writeFileSync(join(out, 'khmer.css'), publicKhmer());
writeFileSync(join(out, 'icons.svg'), sprite());
writeFileSync(join(out, 'LICENSES.txt'), licences(['@tabler/core', '@tabler/icons', '@fontsource/be-vietnam-pro', '@fontsource/noto-sans-khmer']));
cards();

function cards() {
  const assets = join(here, '../Gateways/Cards/assets');
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  for (const [name, file] of [['be-vietnam-pro', 'BeVietnamPro'], ['noto-sans-khmer', 'NotoSansKhmer']]) {
    for (const weight of ['500Medium', '700Bold']) {
      copyFileSync(join(packages, `@expo-google-fonts/${name}/${weight}/${file}_${weight}.ttf`), join(assets, `${file}_${weight}.ttf`));
    }
  }

  // One for each shipped kind of bulletin, and some for kinds that an office makes.
  const kinds = JSON.parse(readFileSync(join(server, 'Bulletins/Data/kinds.json'), 'utf8')).map((kind) => kind.icon);
  const more = ['alert-triangle', 'bug', 'calendar-event', 'cloud-rain', 'droplet', 'gavel', 'id-badge-2', 'ripple', 'shield-lock', 'speakerphone', 'stethoscope', 'users-group'];
  const names = [...new Set([...kinds, ...more])].sort();
  const strokes = names.map((name) => [name, [...readFileSync(join(packages, `@tabler/icons/icons/outline/${name}.svg`), 'utf8')
    .replace(/<path stroke="none"[^>]*\/>/, '').matchAll(/ d="([^"]+)"/g)].map(([, d]) => d).join(' ')]);
  writeFileSync(join(assets, 'icons.json'), JSON.stringify(Object.fromEntries(strokes)));
  writeFileSync(join(assets, 'LICENSES.txt'), licences(['@tabler/icons', '@expo-google-fonts/be-vietnam-pro', '@expo-google-fonts/noto-sans-khmer']));
}

function listFiles(folder, wanted, unwanted = /\/\//) {
  return readdirSync(folder, { recursive: true }).map((f) => join(folder, f)).filter((f) => wanted.test(f) && !unwanted.test(f)).sort();
}

/** Each family as two real weights; bold is drawn with the semibold file, which halves the first load. */
function fontFaces() {
  const faces = [
    ['Be Vietnam Pro', 'be-vietnam-pro', ['latin', 'vietnamese']],
    ['Noto Sans Khmer', 'noto-sans-khmer', ['khmer']],
  ];
  let css = '';
  for (const [family, name, subsets] of faces) {
    for (const [weight, range] of [[400, '100 500'], [600, '600 900']]) {
      const declared = readFileSync(join(packages, `@fontsource/${name}/${weight}.css`), 'utf8');
      for (const subset of subsets) {
        const file = readFileSync(join(packages, `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`));
        const target = `${name}-${subset}-${weight}.${hash(file)}.woff2`;
        writeFileSync(join(out, 'fonts', target), file);
        const block = declared.split('@font-face').find((b) => b.includes(`-${subset}-${weight}-normal.woff2`));
        const unicodes = /unicode-range:\s*([^;]+);/.exec(block)[1];
        css += `@font-face{font-family:"${family}";font-weight:${range};font-display:swap;src:url(/lib/fonts/${target}) format("woff2");unicode-range:${unicodes}}\n`;
      }
    }
  }
  return css;
}

/** For public pages: whatever Khmer font the device has, and ours, one weight, only where it has none. */
function publicKhmer() {
  const [ours] = readdirSync(join(out, 'fonts')).filter((f) => f.startsWith('noto-sans-khmer-khmer-400'));
  const face = (weight, names) => `@font-face{font-family:"Khmer";font-weight:${weight};font-display:swap;src:${names.map((name) => `local("${name}")`).join(',')},`
    + `url(/lib/fonts/${ours}) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC}\n`;
  return face('100 500', ['Noto Sans Khmer', 'Noto Sans Khmer Regular', 'NotoSansKhmer-Regular', 'Khmer Sangam MN', 'Leelawadee UI', 'Khmer UI', 'Khmer OS Battambang', 'Khmer OS'])
    + face('600 900', ['Noto Sans Khmer Bold', 'NotoSansKhmer-Bold', 'Leelawadee UI Bold', 'Khmer UI Bold']);
}

async function tabler() {
  const [result] = await new PurgeCSS().purge({
    content: sources,
    css: [join(packages, '@tabler/core/dist/css/tabler.min.css')],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+(?:\.[0-9]+)?/g) ?? [],
    // Kept whatever the scan says: classes put together at run time.
    safelist: { standard: ['html', 'body', /^is-/, 'show', 'active', 'disabled'] },
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  return result.css;
}

/** Icons are found as quoted names in our sources, so that naming one in a page is all it takes. */
function sprite() {
  const folder = join(packages, '@tabler/icons/icons/outline');
  const known = new Set(readdirSync(folder).map((f) => f.slice(0, -4)));
  const named = new Set();
  const missing = [];
  for (const file of sources) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"/g)) {
      if (known.has(name)) named.add(name);
    }
    for (const [, name] of text.matchAll(/<Icon Name="([^"@]+)"/g)) {
      if (!known.has(name)) missing.push(`${file}: no icon is called ${name}`);
    }
  }
  if (missing.length) throw new Error(missing.join('\n'));
  const symbols = [...named].sort().map((name) => {
    const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s+/g, ' ').replace(/ \/>/g, '/>').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`;
}

function licences(names) {
  return names.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n`;
  }).join('');
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 10);
}
