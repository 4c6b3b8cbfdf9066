import { computed, signal } from '@preact/signals';
import { badgeKey, tellBadgeKey, type KeptKey } from '../badge/keys.ts';
import { phoneClocks } from '../store/clock.ts';
import { eraseDatabase, openDatabase, type Database } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { Store } from '../store/store.ts';
import { lostOf, unsentOf, type Lost } from '../store/lost.ts';
import { Vault, type VaultMember } from '../store/vault.ts';
import { Api } from '../sync/api.ts';
import { locksOf } from '../sync/locks.ts';
import { Sync } from '../sync/sync.ts';
import { language } from '../text/text.ts';
import type { Kind, Mutation } from '../wire.ts';
import { clock, now } from './now.ts';
import { version } from './version.ts';

/** What is open after a PIN: one member's session on this phone. */
export interface Session {
  store: Store;
  sync: Sync;
  api: Api;
  key: CryptoKey;
  member: VaultMember;
}

type Stage = 'starting' | 'enrol' | 'locked' | 'open' | 'revoked' | 'left' | 'broken' | 'unreadable';

export const stage = signal<Stage>('starting');
export const members = signal<VaultMember[]>([]);
/** null: not known yet. false: the browser may throw our data away when the phone is full, and the member must know. */
export const persistent = signal<boolean | null>(null);
const session = signal<Session | null>(null);

/** The open session; only screens behind the PIN may ask. */
export const current = computed(() => {
  if (!session.value) throw new Error('no session is open');
  return session.value;
});

const revokedAt = 'tungngo.revoked';
/** What a wipe took that had not been sent. */
export const lost = signal<Lost>({});
/** The other tabs; a browser without the channel has one. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tungngo');
let db: Database;
let vault: Vault;

export async function start(): Promise<void> {
  if (localStorage.getItem(revokedAt) !== null) {
    lost.value = lostOf(localStorage.getItem(revokedAt));
    // The wipe may have been cut short by a kill: it is finished before anything else is shown.
    await erase();
    stage.value = 'revoked';
    return;
  }
  db = await openDatabase(() => location.reload());
  vault = new Vault(db, phoneClocks.wall);
  members.value = await vault.members();
  stage.value = members.value.length > 0 ? 'locked' : 'enrol';
  void navigator.storage?.persisted?.().then(yes => {
    persistent.value = yes;
  });
  if (!tabs) return;
  tabs.onmessage = (event: MessageEvent<string>) => {
    if (event.data === 'written') void session.value?.store.refresh();
    if (event.data === 'gone') location.reload();
  };
}

/** Asks the server first and writes after: a wrong code leaves nothing behind. The phone is told that it is kept, or is not. */
export async function enrol(code: string, deviceName: string, pin: string): Promise<void> {
  const api = apiWith(() => null);
  const { deviceId, token, member, serverName } = await api.enrol({ code, deviceName });
  const key = await Vault.newDataKey();
  const store = await Store.open(db, key, clock);
  await store.setPhone({ deviceId, token, serverName });
  await vault.admit(member, pin, key);
  members.value = await vault.members();
  await begin(key, member, store);
}

export async function unlock(member: VaultMember, pin: string): Promise<void> {
  const key = await vault.unlock(member.id, pin);
  await begin(key, member, await Store.open(db, key, clock));
}

export const waitBeforePin = (): Promise<number> => vault.wait();

/** Another member on this shared phone: an own code from the leader, an own PIN, the same doors. */
export async function addMember(code: string, deviceName: string, pin: string): Promise<void> {
  const { api, key, sync } = current.value;
  const { member } = await api.enrolMember({ code, deviceName });
  await vault.admit(member, pin, key);
  members.value = await vault.members();
  sync.soon();
}

export async function changePin(old: string, fresh: string): Promise<void> {
  const { member } = current.value;
  await vault.admit(member, fresh, await vault.unlock(member.id, old));
}

export function lock(): void {
  session.value?.sync.stop();
  session.value = null;
  if (stage.value === 'open') stage.value = 'locked';
}

/** Leaving empties the phone, so it is refused while anything is unsent, refused or half done. */
export const mayLeave = (): boolean => {
  const { store } = current.value;
  return store.unsent.value.length === 0 && store.refused.value.length === 0 && store.drafts.value.size === 0;
};

export async function leave(): Promise<void> {
  if (!mayLeave()) throw new Error('unsent work');
  session.value?.sync.stop();
  stage.value = 'left';
  session.value = null;
  await erase();
  tabs?.postMessage('gone');
}

/** What no PIN opens any more is of no use; the member was told. */
export async function eraseAndStartAfresh(): Promise<void> {
  await erase();
  startAfresh();
}

/** After a lost phone's wipe or a leave: a clean start. */
export function startAfresh(): void {
  localStorage.removeItem(revokedAt);
  location.replace('/field/');
}

/** What the present member does goes through here: minted, stamped, kept, and sent when there is a line. */
export function mutation(kind: Kind, body: Partial<Mutation>): Mutation {
  return { id: newId(now), kind, memberId: current.value.member.id, ...clock.stamp(), ...body };
}

export async function act(mutations: Mutation[], options: Parameters<Store['do']>[1] = {}): Promise<void> {
  const { store, sync } = current.value;
  await store.do(mutations, options);
  // A moment's pause lets several taps travel together.
  sync.soon(options.holdFor ? options.holdFor + 100 : 1500);
  void askForBackgroundSync();
}

/** The key of the present member's badge: as it is kept at once, and again when the server has been told. Throws when it never was and cannot be now. */
export async function keyOfBadge(show: (key: KeptKey) => void): Promise<void> {
  const { api, member } = current.value;
  const kept = await badgeKey(db, member.id);
  show(kept);
  if (!kept.known) show(await tellBadgeKey(db, api, member.id));
}

async function begin(key: CryptoKey, member: VaultMember, store: Store): Promise<void> {
  const api = apiWith(() => store.phone.value?.token ?? null);
  const sync = new Sync(api, store, {
    locks: locksOf(navigator),
    chance: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    later: (work, milliseconds) => setTimeout(work, milliseconds),
    never: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
  });
  store.onWritten = () => tabs?.postMessage('written');
  sync.state.subscribe(state => {
    if (state.revoked) void wipeAsRevoked();
  });
  session.value = { store, sync, api, key, member };
  stage.value = 'open';
  // The badge's key is made and told before anybody asks for the badge at a door without a line.
  void sync.now().then(() =>
    sync.state.value.trouble
      ? undefined
      : tellBadgeKey(db, api, member.id).then(
          () => undefined,
          () => undefined,
        ),
  );
  // Browsers that refused may agree later, once the app is installed or much used.
  if (persistent.value !== true) persistent.value = await askToPersist();
}

async function wipeAsRevoked(): Promise<void> {
  if (session.value) lost.value = unsentOf(session.value.store);
  localStorage.setItem(revokedAt, JSON.stringify(lost.value));
  stage.value = 'revoked';
  session.value = null;
  tabs?.postMessage('gone');
  await erase();
}

async function erase(): Promise<void> {
  db?.close();
  await eraseDatabase();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
}

const apiWith = (token: () => string | null): Api =>
  new Api({ fetch: (input, init) => fetch(input, init), origin: '', language: () => language.value, version, token });

async function askToPersist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

async function askForBackgroundSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
  // Refused when the member turned background work off; the app then syncs while it is open.
  await registration?.sync?.register('outbox').catch(() => undefined);
}
