import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, credentials } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { authorize } from '../policy';
import type { UsageFigures } from '../ports/usage';
import { visibleApps } from '../visibility';
import { type ProductTally, tallyByProduct } from './by-product';
import { type Measured, measure, type NoFigures } from './measure';
import { readUsageKeys, type ShownKey, shownKey } from './usage-keys';
import type { UsageRange } from './usage-range';

/** What the keys of one app called. */
export type AppUsage = {
  app: { id: string; name: string };
  /** All keys of the app, also those that the figures leave out. */
  keys: ShownKey[];
  /** The one that was asked for; null for all. */
  key: ShownKey | null;
  figures: (Measured & { byProduct: ProductTally[] }) | NoFigures;
};

/** What an app called, or one of its keys. Throws `not_found` for an app or a key that the actor may not see. */
export async function getAppUsage(
  ctx: Context,
  usage: UsageFigures | null,
  input: { appId: string; credentialId?: string | undefined; range: UsageRange },
): Promise<AppUsage> {
  if (!isId(input.appId)) throw notFound();
  const [row] = await ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      organizationId: apps.organizationId,
      ownerId: apps.ownerId,
      visibility: apps.visibility,
      teamId: apps.teamId,
    })
    .from(apps)
    .where(and(eq(apps.id, input.appId), visibleApps(ctx.actor)));
  if (!row) throw notFound();
  authorize(ctx.actor, 'usage.read', row);
  const keys = await readUsageKeys(ctx, eq(credentials.appId, row.id), { withProducts: true });
  const key = keys.find(({ credentialId }) => credentialId === input.credentialId) ?? null;
  if (input.credentialId && !key) throw notFound();
  const counted = key ? [key] : keys;
  const about = { app: { id: row.id, name: row.name }, keys: keys.map(shownKey), key: key && shownKey(key) };
  const measured = await measure(usage, counted, input.range);
  if (measured.outcome !== 'figures') return { ...about, figures: measured };
  const byProduct = usage ? await tallyByProduct(usage, counted, { measured, range: input.range }) : [];
  return { ...about, figures: { ...measured, byProduct } };
}
