import type { Clock } from './clock.ts';
import type { Guid } from '../wire.ts';

let lastTime = 0;
let counter = 0;

/**
 * A UUIDv7. Ids minted by one phone grow even inside one millisecond and when its clock steps back, so that the server's
 * index by id stays in the order of the work.
 */
export function newId(clock: Clock): Guid {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = clock();
  if (now > lastTime) {
    lastTime = now;
    counter = ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  } else if (++counter > 0xfff) {
    lastTime++;
    counter = 0;
  }
  let time = lastTime;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
