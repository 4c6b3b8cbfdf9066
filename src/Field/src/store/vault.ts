import { lockboxes, write, type Database } from './database.ts';
import { open, openBytes, seal, sealBytes, type Sealed } from './seal.ts';
import type { Clock } from './clock.ts';
import type { Guid } from '../wire.ts';

/**
 * One member's way to the data key. The name is sealed by the profile's key: it must be readable before any PIN is typed. The data key is wrapped
 * by the PIN and that by the profile's key, so that a copy of these records alone has nothing that six digits could be tried on.
 */
export interface Lockbox {
  id: Guid;
  name: Sealed;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: Sealed;
}

interface Tries {
  failed: number;
  notBefore: number;
}

export interface VaultMember {
  id: Guid;
  name: string;
}

/** The PIN was wrong, or it is too early to try again; `wait` is how many milliseconds to wait. */
export class WrongPin extends Error {
  override name = 'WrongPin';
  readonly wait: number;
  constructor(wait: number) {
    super('wrong pin');
    this.wait = wait;
  }
}

/** What lies here is of an older version, or came here without the key of the profile that it was made in: no PIN opens it. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const pinLength = 6;
/** OWASP's floor for PBKDF2-HMAC-SHA-256 is 600,000; a 2 GB phone needs about a second for half of it, so never below 210,000. */
const fewest = 210_000;
const most = 1_000_000;
const aim = 700;

/** How long to wait after so many wrong tries in a row: three are free (wet fingers), then it grows to an hour. */
export function waitAfter(failed: number): number {
  if (failed < 4) return 0;
  return Math.min(30_000 * 2 ** (failed - 4), 3_600_000);
}

/** Six digits, not all alike and not a run. */
export function pinIsFit(pin: string): boolean {
  if (!/^\d+$/.test(pin) || pin.length !== pinLength) return false;
  const steps = new Set(
    Array.from(pin)
      .slice(1)
      .map((digit, i) => Number(digit) - Number(pin[i])),
  );
  return !(steps.size === 1 && [0, 1, -1].includes([...steps][0]!));
}

export class Vault {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #iterations: () => Promise<number>;

  constructor(db: Database, clock: Clock, iterations: () => Promise<number> = () => calibrate(clock)) {
    this.#db = db;
    this.#clock = clock;
    this.#iterations = iterations;
  }

  async members(): Promise<VaultMember[]> {
    const [boxes, own] = await Promise.all([lockboxes(this.#db), this.#profileKey()]);
    return Promise.all(
      boxes.map(async box => {
        if (!own || box.wrapped instanceof ArrayBuffer) throw new Unreadable();
        return { id: box.id, name: await open<string>(own, `name:${box.id}`, box.name).catch(unreadable) };
      }),
    );
  }

  static newDataKey(): Promise<CryptoKey> {
    return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  }

  /** Gives one member an own PIN for the data key; a second call for the same member replaces the PIN. */
  async admit(member: VaultMember, pin: string, dataKey: CryptoKey): Promise<void> {
    const own = (await this.#profileKey()) ?? (await this.#newProfileKey());
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const iterations = await this.#iterations();
    const byPin = await crypto.subtle.wrapKey('raw', dataKey, await keyFromPin(pin, salt, iterations), { name: 'AES-GCM', iv });
    const wrapped = await sealBytes(own, keyAt(member.id), new Uint8Array(byPin));
    const box: Lockbox = { id: member.id, name: await seal(own, `name:${member.id}`, member.name), salt, iterations, iv, wrapped };
    await write(this.#db, async tx => {
      await tx.objectStore('vault').put(box, `member:${member.id}`);
    });
  }

  async dismiss(id: Guid): Promise<void> {
    await write(this.#db, async tx => {
      await tx.objectStore('vault').delete(`member:${id}`);
    });
  }

  /** How long before the next try is allowed, in milliseconds. */
  async wait(): Promise<number> {
    return this.#waitOf(await this.#tries());
  }

  async unlock(id: Guid, pin: string): Promise<CryptoKey> {
    const tries = await this.#tries();
    const early = this.#waitOf(tries);
    if (early > 0) throw new WrongPin(early);
    // Counted before the PIN is tried: killing the app during the derivation must not give a free guess.
    const failed = tries.failed + 1;
    await this.#remember({ failed, notBefore: this.#clock() + waitAfter(failed) });
    const box = (await this.#db.get('vault', `member:${id}`)) as Lockbox | undefined;
    if (!box) throw new WrongPin(waitAfter(failed));
    const own = await this.#profileKey();
    if (!own) throw new Unreadable();
    const byPin = await openBytes(own, keyAt(id), box.wrapped).catch(unreadable);
    try {
      const kek = await keyFromPin(pin, box.salt, box.iterations);
      const key = await crypto.subtle.unwrapKey('raw', byPin, kek, { name: 'AES-GCM', iv: box.iv }, { name: 'AES-GCM' }, true, [
        'encrypt',
        'decrypt',
      ]);
      await this.#remember({ failed: 0, notBefore: 0 });
      return key;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'OperationError') throw new WrongPin(waitAfter(failed));
      throw error;
    }
  }

  /** A clock that was set back must not turn half a minute into a year. */
  #waitOf(tries: Tries): number {
    return Math.max(0, Math.min(tries.notBefore - this.#clock(), waitAfter(tries.failed)));
  }

  async #tries(): Promise<Tries> {
    return ((await this.#db.get('vault', 'tries')) as Tries | undefined) ?? { failed: 0, notBefore: 0 };
  }

  #remember(tries: Tries): Promise<void> {
    return write(this.#db, async tx => {
      await tx.objectStore('vault').put(tries, 'tries');
    });
  }

  /** Not extractable: scripts, backups of records and exports never hold it. Who copies the whole profile from the disk has it; see docs/security.md. */
  async #profileKey(): Promise<CryptoKey | undefined> {
    return (await this.#db.get('vault', 'phone')) as CryptoKey | undefined;
  }

  async #newProfileKey(): Promise<CryptoKey> {
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await write(this.#db, async tx => {
      await tx.objectStore('vault').put(made, 'phone');
    });
    return made;
  }
}

const keyAt = (id: Guid): string => `key:${id}`;

function unreadable(): never {
  throw new Unreadable();
}

async function keyFromPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, { name: 'AES-GCM', length: 256 }, false, [
    'wrapKey',
    'unwrapKey',
  ]);
}

/** As many iterations as this phone does in about 0.7 s, within bounds. */
export async function calibrate(clock: Clock): Promise<number> {
  const sample = 50_000;
  const start = clock();
  await keyFromPin('000000', new Uint8Array(16), sample);
  const took = Math.max(1, clock() - start);
  return Math.round(Math.min(most, Math.max(fewest, (sample * aim) / took)));
}
