import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Lines after which the file is written anew, beyond four for each live entry. */
const REWRITE_AFTER_LINES = 2_000;
/** How long a line that nobody waits for may stay in memory. */
const LAZY_FLUSH_MS = 500;

/** One write; a null value takes the name away. */
export type Entry<Value> = { name: string; value: Value | null };

/** A map kept on disk as a list of changes. */
export type Journal<Value> = {
  /** Resolves when the change is on the disk, so that `kill -9` cannot take it back. */
  append(entry: Entry<Value>): Promise<void>;
  /** Written some time soon, with whatever value the name has by then. */
  appendLazily(name: string): void;
  close(): Promise<void>;
};

/**
 * Opens `folder/keys.jsonl`, reads its changes into `entries` and writes it anew without the old ones. `entries` stays
 * the caller's: a change is made there first and appended then, so that a rewrite sees it.
 * Changes that arrive together share one fsync.
 */
export async function openJournal<Value>(folder: string, entries: Map<string, Value>): Promise<Journal<Value>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'keys.jsonl');
  await readInto(path, entries);
  let file = await rewrite(path, entries);
  let linesInFile = entries.size;
  let pending: string[] = [];
  const lazy = new Set<string>();
  let flushing: Promise<void> | null = null;
  let lazyTimer: NodeJS.Timeout | null = null;

  const flushOnce = async () => {
    const late = [...lazy].map((name) => lineOf({ name, value: entries.get(name) ?? null }));
    const lines = [...pending, ...late];
    pending = [];
    lazy.clear();
    if (lines.length === 0) return;
    if (linesInFile + lines.length > REWRITE_AFTER_LINES + entries.size * 4) {
      const old = file;
      linesInFile = entries.size;
      file = await rewrite(path, entries);
      await old.close();
      return;
    }
    linesInFile += lines.length;
    await file.appendFile(lines.join(''));
    await file.datasync();
  };
  const flush = (): Promise<void> => {
    // Whoever comes during a flush waits for the next one, which takes all who came.
    const next = (flushing ?? Promise.resolve()).catch(() => {}).then(flushOnce);
    flushing = next;
    return next;
  };

  return {
    append(entry) {
      pending.push(lineOf(entry));
      return flush();
    },
    appendLazily(name) {
      lazy.add(name);
      lazyTimer ??= setTimeout(() => {
        lazyTimer = null;
        flush().catch(() => {});
      }, LAZY_FLUSH_MS).unref();
    },
    async close() {
      if (lazyTimer) clearTimeout(lazyTimer);
      await flush();
      await file.close();
    },
  };
}

function lineOf(entry: Entry<unknown>): string {
  return `${JSON.stringify([entry.name, entry.value])}\n`;
}

async function readInto<Value>(path: string, entries: Map<string, Value>): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  for (const line of text.split('\n')) {
    const entry = parseLine<Value>(line);
    if (!entry) continue;
    if (entry.value === null) entries.delete(entry.name);
    else entries.set(entry.name, entry.value);
  }
}

function parseLine<Value>(line: string): Entry<Value> | null {
  try {
    // This file is only ever written by lineOf above, and each line whole.
    const [name, value] = JSON.parse(line) as [string, Value | null];
    return { name, value };
  } catch {
    // A last line that a kill cut short was never answered for.
    return null;
  }
}

/** Writes everything beside the file, then puts it in its place: at no moment is there half a file. */
async function rewrite<Value>(path: string, entries: ReadonlyMap<string, Value>): Promise<FileHandle> {
  const lines = [...entries].map(([name, value]) => lineOf({ name, value }));
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(lines.join(''));
  await file.datasync();
  await rename(`${path}.new`, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
  return file;
}
