import { readSealed } from '@/core/secrets/read-sealed';
import { sealedTables } from '@/core/secrets/sealed-tables';
import { databaseOn, openPool } from '@/db/client';
import { createSecretBox } from '@/server/secret-box';
import type { Secret } from './finder';

/** Everything that this database keeps sealed, as it is behind the seal. Throws when a seal does not open. */
export async function openedSeals(url: string, portalSecret: string): Promise<Secret[]> {
  const box = createSecretBox(portalSecret);
  const pool = openPool(url, { max: 1, onError: () => {} });
  const opened: Secret[] = [];
  try {
    for (const table of sealedTables) {
      for await (const rows of readSealed(databaseOn(pool), table)) {
        const seals = rows.flatMap((row) =>
          table.columns.map((column) => [row[column], table.boundTo(row.id)] as const),
        );
        for (const [seal, boundTo] of seals) {
          if (Buffer.isBuffer(seal)) opened.push({ kind: `sealed ${table.what}`, value: box.open(seal, boundTo) });
        }
      }
    }
  } finally {
    await pool.end();
  }
  return opened;
}
