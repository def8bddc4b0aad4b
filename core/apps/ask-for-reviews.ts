import { and, eq, type SQL, sql } from 'drizzle-orm';
import { apps, users } from '@/db/schema';
import type { Context } from '../context';
import { mutate, type Unit } from '../mutate';
import { readSettings } from '../settings/read';

/** Apps of one run; the next hour goes on. */
const APPS_MAX = 500;
/** Who does not answer is asked again after so many days, or sooner where reviews come more often. */
const AGAIN_DAYS = 14;

/** Ends a change of an app that was confirmed, or asked about, meanwhile. */
class AskedAlready extends Error {}

/**
 * Asks the people of apps that have keys whether these are still needed, every so many days as the settings say: the
 * owner, or the super admins where there is none. Answers how many apps it asked about. For the system.
 */
export async function askForReviews(ctx: Context): Promise<number> {
  const { reviewEveryDays: days } = await readSettings(ctx.db);
  if (days === 0) return 0;
  const due = await ctx.db.select({ id: apps.id }).from(apps).where(isDue(days)).orderBy(apps.id).limit(APPS_MAX);
  let asked = 0;
  for (const { id } of due) if (await ask(ctx, id, days)) asked += 1;
  return asked;
}

function isDue(days: number): SQL {
  return sql`apps.deleted_at is null
    and coalesce(apps.confirmed_at, apps.created_at) < now() - make_interval(days => ${days})
    and coalesce(apps.review_asked_at < now() - make_interval(days => ${Math.min(days, AGAIN_DAYS)}), true)
    and exists (select from credentials key where key.app_id = apps.id and key.status = 'active')
    and exists (select from organizations o where o.id = apps.organization_id and o.status = 'active')`;
}

async function ask(ctx: Context, appId: string, days: number): Promise<boolean> {
  try {
    await mutate(ctx, async (unit) => {
      const [app] = await unit.tx
        .update(apps)
        .set({ reviewAskedAt: sql`now()` })
        .where(and(eq(apps.id, appId), isDue(days)))
        .returning({ name: apps.name, ownerId: apps.ownerId, organizationId: apps.organizationId });
      if (!app) throw new AskedAlready();
      const people = await answerable(unit, app);
      for (const userId of people) {
        await unit.mail({ message: 'app-review', to: { userId }, subjectId: appId });
        const title = `Is ${app.name} still needed?`;
        await unit.notify({ userId, kind: 'app.review_asked', title, href: `/apps/${appId}` });
      }
      const subject = { kind: 'app', id: appId, organizationId: app.organizationId };
      await unit.audit('app.review_asked', subject, { told: people.length });
    });
    return true;
  } catch (error) {
    if (error instanceof AskedAlready) return false;
    throw error;
  }
}

async function answerable(unit: Unit, app: { ownerId: string | null; organizationId: string }): Promise<string[]> {
  const people = await unit.tx
    .select({ id: users.id, role: users.organizationRole })
    .from(users)
    .where(
      and(
        eq(users.organizationId, app.organizationId),
        eq(users.status, 'active'),
        sql`(users.id = ${app.ownerId} or (users.organization_role = 'super_admin'
          and exists (select from organizations o where o.id = users.organization_id and not o.is_default)))`,
      ),
    )
    .orderBy(users.id);
  const owner = people.filter(({ id }) => id === app.ownerId);
  return (owner.length > 0 ? owner : people).map(({ id }) => id);
}
