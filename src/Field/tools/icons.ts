import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** The icons the screens name themselves. */
const own = [
  'home',
  'certificate',
  'circle-check',
  'list-search',
  'book-2',
  'user',
  'users',
  'clipboard-check',
  'refresh',
  'cloud-check',
  'cloud-off',
  'alert-triangle',
  'chevron-left',
  'chevron-right',
  'x',
  'check',
  'plus',
  'phone',
  'pencil',
  'door',
  'door-off',
  'calendar-event',
  'clock',
  'map-pin',
  'current-location',
  'search',
  'volume',
  'player-stop',
  'qrcode',
  'camera',
  'lock',
  'logout',
  'download',
  'trash',
  'device-mobile',
  'user-plus',
  'home-plus',
  'report-money',
  'walk',
  'language',
  'text-size',
  'moon',
  'ban',
  'truck',
  'backspace',
  'shield-lock',
  'history',
  'filter',
  'arrow-back-up',
  'info-circle',
  'star',
  'key',
  'speakerphone',
  'send',
  'share',
  'package',
  'cloud-rain',
  'user-off',
  'photo',
  'urgent',
  'lifebuoy',
  'bell-off',
  'trending-up',
  'trending-down',
  'equal',
  'id-badge-2',
];

/** Icons of the catalogue of services, and a few an office may choose for its own. */
const ofServices = [
  'apps',
  'building-bank',
  'building-store',
  'cash',
  'device-mobile-dollar',
  'device-mobile-heart',
  'device-tv',
  'file-certificate',
  'file-check',
  'heartbeat',
  'id-badge-2',
  'messages',
  'rosette-discount-check',
  'shield-check',
  'shopping-cart',
  'signature',
  'building-community',
  'wallet',
  'message-circle',
  'school',
  'plant-2',
  'droplet',
  'bell',
  'ripple',
  'cloud-storm',
  'bug',
  'shield-exclamation',
  'scale',
  'wifi',
  'credit-card',
  'qrcode',
];

/** All that are drawn; one that is named and not here is shown as another thing. */
export const drawn: ReadonlySet<string> = new Set([...own, ...ofServices]);

/** `virtual:icons`: the drawings of the named Tabler icons, and of no others: the whole set is 5 MB. */
export function icons(): Plugin {
  const id = '\0virtual:icons';
  const require = createRequire(import.meta.url);
  return {
    name: 'icons',
    resolveId: source => (source === 'virtual:icons' ? id : undefined),
    load(wanted) {
      if (wanted !== id) return undefined;
      const drawings = [...drawn].map(name => {
        const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
        const inner = svg
          .replace(/^[^]*?<svg[^>]*>/, '')
          .replace('</svg>', '')
          .replace(/<path stroke="none"[^>]*>/, '')
          .replace(/>\s+</g, '><')
          .replace(/\s+\/>/g, '/>')
          .trim();
        return `${JSON.stringify(name)}:${JSON.stringify(inner)}`;
      });
      return `export default {${drawings.join(',')}};`;
    },
  };
}
