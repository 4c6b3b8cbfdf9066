/**
 * What the QR of a badge carries: the key's id (16 bytes), the minute (4 bytes, since 1970, the largest byte first) and the signature of both (64 bytes),
 * as base64url. Made without a line; the server's Badges/BadgeCode.cs reads what is written here.
 */
export interface BadgeKey {
  /** ECDSA on P-256; not extractable, so that no script, export or copy of records takes it along. */
  privateKey: CryptoKey;
  /** The point, uncompressed: 65 bytes. */
  publicKey: Uint8Array<ArrayBuffer>;
}

const minute = 60_000;
const idLength = 16;
const curve = { name: 'ECDSA', namedCurve: 'P-256' };
/** So that nothing else that this key might ever sign is a badge. */
const purpose = new TextEncoder().encode('tungngo.badge.1');

export const minuteOf = (now: number): number => Math.floor(now / minute);

export async function newBadgeKey(): Promise<BadgeKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

export async function badgeCode({ privateKey, publicKey }: BadgeKey, now: number): Promise<string> {
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey)).subarray(0, idLength);
  const head = new Uint8Array(idLength + 4);
  head.set(id);
  new DataView(head.buffer).setUint32(idLength, minuteOf(now));
  const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, joined(purpose, head));
  return base64url(joined(head, new Uint8Array(signed)));
}

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
