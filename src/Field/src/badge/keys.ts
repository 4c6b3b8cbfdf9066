import { write, type Database } from '../store/database.ts';
import type { Api } from '../sync/api.ts';
import type { Guid } from '../wire.ts';
import { base64url, newBadgeKey, type BadgeKey } from './code.ts';

/** A member's key on this phone. `known`: the server has said that it will believe it. */
export interface KeptKey extends BadgeKey {
  known: boolean;
}

/** Beside the keys of the vault: what lies here names nobody but the member, and a wipe takes it along. */
const keyAt = (memberId: Guid): string => `badge:${memberId}`;

export async function badgeKey(db: Database, memberId: Guid): Promise<KeptKey> {
  const kept = (await db.get('vault', keyAt(memberId))) as KeptKey | undefined;
  if (kept) return kept;
  let made: KeptKey = { ...(await newBadgeKey()), known: false };
  await write(db, async tx => {
    // Another tab may have been faster.
    const theirs = (await tx.objectStore('vault').get(keyAt(memberId))) as KeptKey | undefined;
    if (theirs) made = theirs;
    else await tx.objectStore('vault').put(made, keyAt(memberId));
  });
  return made;
}

/** Tells the server the key. Told again it changes nothing; a server that was restored from an older copy learns it anew. */
export async function tellBadgeKey(db: Database, api: Api, memberId: Guid): Promise<KeptKey> {
  const key = await badgeKey(db, memberId);
  await api.badgeKey({ memberId, publicKey: base64url(key.publicKey) });
  if (key.known) return key;
  const known = { ...key, known: true };
  await write(db, async tx => {
    await tx.objectStore('vault').put(known, keyAt(memberId));
  });
  return known;
}
