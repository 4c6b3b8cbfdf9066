/** What lies in IndexedDB in place of the thing itself. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const utf8 = new TextEncoder();

/**
 * AES-GCM over JSON. `place` (the record's address) is authenticated with it, so that a record copied over another one
 * does not open.
 */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8.encode(place) },
    key,
    utf8.encode(JSON.stringify(value)),
  );
  return { iv, data };
}

export async function open<T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData: utf8.encode(place) }, key, sealed.data);
  return JSON.parse(new TextDecoder().decode(plain)) as T;
}
