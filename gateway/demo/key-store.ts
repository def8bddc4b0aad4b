import { type Journal, openJournal } from './journal';
import type { KeyRecord } from './model';

/** How many calls of the running quota period a key has used. */
export type QuotaCounter = { used: number; renewsAtMs: number };

/** The demo gateway's Redis: keys by name, and their quota counters. Nothing is found in it while it is down. */
export type KeyStore = {
  isDown(): boolean;
  find(name: string): KeyRecord | undefined;
  /** Resolves when the key is on the disk, if there is a disk. */
  put(name: string, record: KeyRecord): Promise<void>;
  /** False when there was nothing, or when the store is down: like the real one, it does not tell which. */
  remove(name: string): Promise<boolean>;
  /**
   * What a call in flight does to a key with a quota: the copy that it loaded goes back, whatever became of the key.
   */
  writeBack(name: string, record: KeyRecord, options: { onlyIfThere: boolean }): void;
  names(): readonly string[];
  /** Everything, also while it is down: for whoever stands outside. */
  all(): ReadonlyArray<readonly [string, KeyRecord]>;
  counters: Map<string, QuotaCounter>;
  /** Forgets everything, as an emptied Redis does. */
  wipe(): Promise<void>;
  close(): Promise<void>;
};

/** Without a folder the keys live in memory. Throws when the folder cannot be written. */
export async function openKeyStore(folder: string | undefined, isDown: () => boolean): Promise<KeyStore> {
  const records = new Map<string, KeyRecord>();
  const counters = new Map<string, QuotaCounter>();
  const journal: Journal<KeyRecord> | null = folder ? await openJournal(folder, records) : null;
  for (const [name, record] of records) restoreCounter(counters, name, record);

  return {
    isDown,
    counters,
    find: (name) => (isDown() ? undefined : records.get(name)),
    async put(name, record) {
      records.set(name, record);
      await journal?.append({ name, value: record });
    },
    async remove(name) {
      if (isDown() || !records.delete(name)) return false;
      counters.delete(name);
      await journal?.append({ name, value: null });
      return true;
    },
    writeBack(name, record, { onlyIfThere }) {
      if (isDown() || (onlyIfThere && !records.has(name))) return;
      records.set(name, record);
      journal?.appendLazily(name);
    },
    names: () => (isDown() ? [] : [...records.keys()]),
    all: () => [...records],
    async wipe() {
      const names = [...records.keys()];
      records.clear();
      counters.clear();
      await Promise.all(names.map((name) => journal?.append({ name, value: null })));
    },
    close: async () => journal?.close(),
  };
}

function restoreCounter(counters: Map<string, QuotaCounter>, name: string, { session }: KeyRecord): void {
  if (session.quota_max > 0 && session.quota_renews > 0) {
    counters.set(name, {
      used: session.quota_max - session.quota_remaining,
      renewsAtMs: session.quota_renews * 1000,
    });
  }
}
