import { and, eq, isNull, sql } from 'drizzle-orm';
import { images, settings } from '@/db/schema';
import { conflict, invalid } from '../errors';
import type { Unit } from '../mutate';
import { readSettings, type Settings } from '../settings/read';
import type { Branding } from './branding';

/** The settings under their lock, if nobody changed them since `version` was read. Throws `conflict`. */
export async function lockSettings(unit: Unit, version: number): Promise<Settings> {
  await unit.tx.select({ version: settings.version }).from(settings).for('update');
  const row = await readSettings(unit.tx);
  if (row.version !== version) {
    throw conflict('Somebody else changed the settings meanwhile. Open the page again to see them as they are.');
  }
  return row;
}

/** Writes a part of the settings that `lockSettings` holds. Its caller records what happened. */
export async function writeSettings(unit: Unit, wanted: Partial<Settings>): Promise<void> {
  await unit.tx.update(settings).set({ ...wanted, version: sql`${settings.version} + 1`, updatedAt: sql`now()` });
}

/** A product's picture cannot be the portal's logo: who may not see the product would not see it. Throws `invalid`. */
export async function requireLogo(unit: Unit, { logoImageId }: Pick<Branding, 'logoImageId'>): Promise<void> {
  if (logoImageId === null) return;
  const [image] = await unit.tx
    .select({ id: images.id })
    .from(images)
    .where(and(eq(images.id, logoImageId), isNull(images.productId)));
  if (!image) throw invalid('file', 'This logo is not there any more. Upload it again, or take it away.');
}
