import { and, eq, sql } from 'drizzle-orm';
import { settings } from '@/db/schema';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { readSettings, type Settings } from './read';

/**
 * Writes a part of the settings, if nobody changed them since `version` was read, and says in the audit event what was
 * changed from what to what. Throws `conflict` when somebody was faster.
 */
export async function changeSettings(unit: Unit, wanted: Partial<Settings>, version: number): Promise<void> {
  const before = await readSettings(unit.tx);
  const [row] = await unit.tx
    .update(settings)
    .set({ ...wanted, version: sql`${settings.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(settings.isOnly, true), eq(settings.version, version)))
    .returning({ version: settings.version });
  if (!row)
    throw conflict('Somebody else changed the settings meanwhile. Open the page again to see them as they are.');
  await unit.audit('settings.changed', { kind: 'settings', id: null }, { changes: differences(before, wanted) });
}

function differences(before: Settings, wanted: Partial<Settings>): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(wanted) as (keyof Settings)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: wanted[name] }]));
}
