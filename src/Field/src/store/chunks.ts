import { seal, type Sealed } from './seal.ts';
import type { Guid, WireHousehold } from '../wire.ts';

/**
 * Doors lie in this many sealed chunks, by the last byte of their id: a pull that changes three households rewrites at most
 * three chunks of a dozen doors, not the territory.
 */
const chunks = 32;
const chunkOf = (id: Guid): number => parseInt(id.slice(-2), 16) % chunks;
const addressOf = (chunk: number): string => `doors:${chunk}`;

export const addresses: readonly string[] = Array.from({ length: chunks }, (_, chunk) => addressOf(chunk));

/** The chunks that the touched doors lie in, by their addresses, sealed anew. */
export async function sealTouched(
  key: CryptoKey,
  households: ReadonlyMap<Guid, WireHousehold>,
  touched: readonly Guid[],
): Promise<Map<string, Sealed>> {
  const byChunk = new Map<number, WireHousehold[]>(touched.map(id => [chunkOf(id), []]));
  for (const household of households.values()) byChunk.get(chunkOf(household.id))?.push(household);
  const sealed = [...byChunk].map(async ([chunk, doors]) => [addressOf(chunk), await seal(key, addressOf(chunk), doors)] as const);
  return new Map(await Promise.all(sealed));
}
