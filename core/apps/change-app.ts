import { eq, sql } from 'drizzle-orm';
import { apps, organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { checkSharing, type Sharer, sharerOf } from './check-sharing';
import { appDescription, appName } from './insert-app';
import { lockApp } from './lock-app';

/** An app as it shall be. */
export type AppChange = {
  appId: string;
  name: string;
  description: string;
  visibility: 'personal' | 'team' | 'organization';
  /** The team to share it with, for visibility `team`. */
  teamId?: string | undefined;
};

/**
 * Changes what an app is called and who shares it. In the default organization nothing is shared, and only its owner
 * may make an app personal (or an admin of the portal, while it has an owner): anybody else would take it from
 * everybody. Throws `invalid` for `appName`, `appDescription`, `visibility` and `teamId`.
 */
export async function changeApp(ctx: Context, input: AppChange): Promise<void> {
  const { actor } = ctx;
  await mutate(ctx, async (unit) => {
    const app = await lockApp(unit.tx, actor, input.appId, 'update');
    authorize(actor, 'app.change', app);
    const wanted = {
      name: appName(input.name),
      description: appDescription(input.description),
      visibility: input.visibility,
      teamId: input.visibility === 'team' ? (input.teamId ?? null) : null,
    };
    const isMoved = wanted.visibility !== app.visibility || wanted.teamId !== app.teamId;
    if (isMoved) {
      const sharer = isActiveDeveloper(actor) ? sharerOf(actor, app.ownerId) : await providersChoice(unit, app);
      await checkSharing(unit, sharer, wanted);
    }
    await unit.tx
      .update(apps)
      .set({ ...wanted, updatedAt: sql`now()` })
      .where(eq(apps.id, app.id));
    const before = { name: app.name, visibility: app.visibility, teamId: app.teamId };
    const after = { name: wanted.name, visibility: wanted.visibility, teamId: wanted.teamId };
    const subject = { kind: 'app', id: app.id, organizationId: app.organizationId };
    await unit.audit('app.changed', subject, { from: before, to: after });
  });
}

/** Whoever runs the portal shares an app as its own people could among them. */
async function providersChoice(unit: Unit, app: { organizationId: string; ownerId: string | null }): Promise<Sharer> {
  const [organization] = await unit.tx
    .select({ id: organizations.id, isDefault: organizations.isDefault })
    .from(organizations)
    .where(eq(organizations.id, app.organizationId));
  if (!organization) throw notFound();
  return { organization, teamIds: null, mayMakePersonal: app.ownerId !== null };
}
