import { desc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { auditSeals } from '@/db/schema';

/** The end of the chain over the audit log: how many seals there are, and the last hash in hexadecimal. */
export type ChainHead = { position: number; hash: string };

/** The head of the chain; null before the first event was sealed. */
export async function readChainHead(db: Pick<Database, 'select'>): Promise<ChainHead | null> {
  const [last] = await db
    .select({ position: auditSeals.position, hash: auditSeals.hash })
    .from(auditSeals)
    .orderBy(desc(auditSeals.position))
    .limit(1);
  return last ? { position: last.position, hash: last.hash.toString('hex') } : null;
}

/** A head as people note it: `POSITION:HASH`. */
export function writeChainHead({ position, hash }: ChainHead): string {
  return `${position}:${hash}`;
}

/** Reads a head that somebody noted; null for what is none. */
export function parseChainHead(text: string): ChainHead | null {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  return position && hash ? { position: Number(position), hash: hash.toLowerCase() } : null;
}
