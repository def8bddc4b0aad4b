import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { isActiveDeveloper, nameOfActor } from '../identity/actor';
import { chooseHeir } from '../members/choose-heir';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { handOverApps } from './hand-over-apps';
import { transferableApps } from './transferable-apps';

/**
 * Makes a colleague the owner of an app; who shares it stays as it is, and so do its keys. For its owner, and for super
 * admins, who also reach a personal app whose owner is gone or shut out. Throws `not_found`, `forbidden`, `invalid` for
 * `toUserId`, `conflict` when it is theirs already.
 */
export async function transferApp(ctx: Context, input: { appId: string; toUserId: string }): Promise<void> {
  const { actor } = ctx;
  await mutate(ctx, async (unit) => {
    if (!isActiveDeveloper(actor) || !isId(input.appId)) throw notFound();
    const { organization } = actor;
    // Before the app, as everywhere: a colleague who leaves at this moment is gone before, or finds the app theirs.
    await unit.tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.id, organization.id))
      .for('no key update');
    await requireMember(unit, actor);
    const [app] = await unit.tx
      .select({ id: apps.id, ownerId: apps.ownerId, visibility: apps.visibility, teamId: apps.teamId })
      .from(apps)
      .where(transferableApps(actor, input.appId))
      .for('update');
    if (!app) throw notFound();
    authorize(actor, 'app.transfer', { ...app, organizationId: organization.id });
    if (app.ownerId === input.toUserId) throw conflict('The app is theirs already.');
    const heir = await chooseHeir(unit, {
      organizationId: organization.id,
      leaverId: app.ownerId,
      chosenId: input.toUserId,
    });
    if (!heir) throw notFound();
    const from = { id: actor.userId, name: nameOfActor(actor) };
    await handOverApps(unit, { appIds: [app.id], from, toUserId: heir.id });
  });
}

/** Who was removed, demoted or shut out since the request began transfers nothing. */
async function requireMember(unit: Unit, actor: { userId: string; organization: { id: string }; role: string }) {
  const [now] = await unit.tx
    .select({ organizationId: users.organizationId, role: users.organizationRole, status: users.status })
    .from(users)
    .where(eq(users.id, actor.userId))
    .for('share');
  const isThere = now?.organizationId === actor.organization.id && now.status === 'active';
  if (!isThere || now.role !== actor.role) throw notFound();
}
