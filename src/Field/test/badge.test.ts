import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { badgeCode, base64url, minuteOf, newBadgeKey } from '../src/badge/code.ts';
import { badgeKey, tellBadgeKey } from '../src/badge/keys.ts';
import type { BadgeKeyRequest } from '../src/wire.ts';
import { DoorClock } from '../src/store/doorClock.ts';
import { eraseDatabase, openDatabase, type Database } from '../src/store/database.ts';
import type { Api } from '../src/sync/api.ts';

const noon = Date.UTC(2024, 8, 20, 5, 0, 30);
const member = '0191f0a0-0000-7000-8000-000000000001';

const bytesOf = (code: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(code.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

describe('the code of a badge', () => {
  it('is what the server reads: the id of the key, the minute, and what the key says of both', async () => {
    const key = await newBadgeKey();
    const code = await badgeCode(key, noon);
    expect(code).toMatch(/^[\w-]{112}$/);
    const bytes = bytesOf(code);
    const id = new Uint8Array(await crypto.subtle.digest('SHA-256', key.publicKey)).slice(0, 16);
    expect(bytes.slice(0, 16)).toEqual(id);
    expect(new DataView(bytes.buffer).getUint32(16)).toBe(minuteOf(noon));
    const publicKey = await crypto.subtle.importKey('raw', key.publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
    const signed = new Uint8Array([...new TextEncoder().encode('tungngo.badge.1'), ...bytes.slice(0, 20)]);
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, bytes.slice(20), signed)).toBe(true);
  });

  it('is another one each minute', async () => {
    const key = await newBadgeKey();
    const [now, later] = [await badgeCode(key, noon), await badgeCode(key, noon + 60_000)];
    expect(bytesOf(now).slice(0, 16)).toEqual(bytesOf(later).slice(0, 16));
    expect(bytesOf(now).slice(16, 20)).not.toEqual(bytesOf(later).slice(16, 20));
  });

  it('is of the server’s time on a phone whose clock is three hours behind', async () => {
    const wrong = noon - 3 * 3_600_000;
    const clock = new DoorClock({ wall: () => wrong, ticks: () => 0 });
    clock.learn(noon, 0);
    const code = await badgeCode(await newBadgeKey(), clock.now());
    expect(new DataView(bytesOf(code).buffer).getUint32(16)).toBe(minuteOf(noon));
  });
});

describe('the key of a badge', () => {
  let db: Database;
  beforeEach(async () => {
    await eraseDatabase();
    db = await openDatabase();
    return () => db.close();
  });

  it('stays on the phone, cannot be taken out, and is one for each member', async () => {
    const [first, again, other] = [await badgeKey(db, member), await badgeKey(db, member), await badgeKey(db, member.replace('1', '2'))];
    expect(again.publicKey).toEqual(first.publicKey);
    expect(other.publicKey).not.toEqual(first.publicKey);
    expect(first.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', again.privateKey)).rejects.toThrow();
  });

  it('is known once the server has taken it, and is told again without harm', async () => {
    const told: BadgeKeyRequest[] = [];
    let line = false;
    const api = {
      badgeKey: (request: BadgeKeyRequest) => {
        told.push(request);
        return line ? Promise.resolve() : Promise.reject(new Error('no line'));
      },
    } as unknown as Api;
    await expect(tellBadgeKey(db, api, member)).rejects.toThrow('no line');
    expect((await badgeKey(db, member)).known).toBe(false);
    line = true;
    expect((await tellBadgeKey(db, api, member)).known).toBe(true);
    await tellBadgeKey(db, api, member);
    expect((await badgeKey(db, member)).known).toBe(true);
    expect(new Set(told.map(request => request.publicKey))).toEqual(new Set([base64url((await badgeKey(db, member)).publicKey)]));
    expect(bytesOf(told[0]!.publicKey)).toHaveLength(65);
  });
});
