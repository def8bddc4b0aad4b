import { and, eq, sql } from 'drizzle-orm';
import { apps, teams } from '@/db/schema';
import type { Context } from '../context';
import { forbidden, invalid } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { appDescription, appName } from './insert-app';
import { lockApp } from './lock-app';

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
 * may make an app personal: anybody else would take it from everybody. Throws `invalid` for `appName`,
 * `appDescription`, `visibility` and `teamId`.
 */
export async function changeApp(ctx: Context, input: AppChange): Promise<void> {
  const { actor } = ctx;
  await mutate(ctx, async (unit) => {
    const app = await lockApp(unit.tx, actor, input.appId, 'update');
    authorize(actor, 'app.change', app);
    if (!isActiveDeveloper(actor)) throw forbidden();
    const wanted = {
      name: appName(input.name),
      description: appDescription(input.description),
      visibility: input.visibility,
      teamId: input.visibility === 'team' ? (input.teamId ?? null) : null,
    };
    const isMoved = wanted.visibility !== app.visibility || wanted.teamId !== app.teamId;
    if (isMoved) await checkSharing(unit, actor, { ...wanted, ownerId: app.ownerId });
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

async function checkSharing(
  unit: Unit,
  actor: DeveloperActor,
  wish: { visibility: AppChange['visibility']; teamId: string | null; ownerId: string | null },
): Promise<void> {
  if (wish.visibility === 'personal') {
    if (wish.ownerId === actor.userId) return;
    throw invalid('visibility', 'Only its owner can make an app personal.');
  }
  if (actor.organization.isDefault) {
    throw invalid('visibility', 'Apps are shared inside an organization. Create or join one first.');
  }
  if (wish.visibility === 'organization') return;
  const [team] = wish.teamId
    ? await unit.tx
        .select({ id: teams.id })
        .from(teams)
        .where(and(eq(teams.id, wish.teamId), eq(teams.organizationId, actor.organization.id)))
        .for('key share')
    : [];
  const isMine = team && (actor.teamIds.includes(team.id) || actor.role === 'super_admin');
  if (!isMine) throw invalid('teamId', 'Choose one of your teams.');
}
