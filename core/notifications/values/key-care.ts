import { eq, sql } from 'drizzle-orm';
import { apps, credentials, organizations } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';

/** Dropped when the key was renewed, replaced or has ended meanwhile. */
export const keyExpires: Loader<'key-expires'> = async ({ ctx, recipient, subjectId }) => {
  const key = await readLiving(ctx, subjectId);
  if (!key?.expiresAt || key.isExpired || key.isReplaced) return null;
  return { ...named(ctx, recipient, key), expiresOn: DAY.format(key.expiresAt) };
};

/** Dropped when the key was renewed or replaced meanwhile. */
export const keyExpired: Loader<'key-expired'> = async ({ ctx, recipient, subjectId }) => {
  const key = await readLiving(ctx, subjectId);
  return key?.isExpired && !key.isReplaced ? named(ctx, recipient, key) : null;
};

/** Dropped when the warning was taken back meanwhile. */
export const keyUnused: Loader<'key-unused'> = async ({ ctx, recipient, subjectId, facts }) => {
  const key = await readLiving(ctx, subjectId);
  if (!key?.unusedWarnedAt) return null;
  return { ...named(ctx, recipient, key), days: Number(facts.days ?? 0), endsOn: facts.endsOn ?? '' };
};

/** `facts.left` and `facts.max` are as the gateway said them when the mail was ordered. */
export const quotaNearlyUsed: Loader<'quota-nearly-used'> = async ({ ctx, recipient, subjectId, facts }) => {
  const key = await readLiving(ctx, subjectId);
  if (!key) return null;
  return {
    ...named(ctx, recipient, key),
    left: COUNT.format(Number(facts.left ?? 0)),
    max: COUNT.format(Number(facts.max ?? 0)),
    renews: renewalSentence(facts.renewsAt),
  };
};

/** The figures are those of the moment when it was ordered; the quota may have been renewed since. */
export const quotaUsedUp: Loader<'quota-used-up'> = async ({ ctx, recipient, subjectId, facts }) => {
  const key = await readLiving(ctx, subjectId);
  if (!key) return null;
  return {
    ...named(ctx, recipient, key),
    max: COUNT.format(Number(facts.max ?? 0)),
    renews: renewalSentence(facts.renewsAt),
  };
};

/** To those who look after the key: it stood in the open. */
export const keyFound: Loader<'key-found'> = async ({ ctx, recipient, subjectId }) => {
  const key = await readLiving(ctx, subjectId);
  return key ? named(ctx, recipient, key) : null;
};

/** To the admins; it names the app and leads to it. */
export const keyFoundAdmin: Loader<'key-found-admin'> = async ({ ctx, subjectId }) => {
  const key = await readLiving(ctx, subjectId);
  if (!key) return null;
  const { appName, organizationName, lastFour, appId } = key;
  return { appName, organizationName, lastFour, link: `${ctx.portalUrl}/admin/apps/${appId}` };
};

/** `subjectId` is the app. One that was confirmed or deleted meanwhile is not asked about. */
export const appReview: Loader<'app-review'> = async ({ ctx, recipient, subjectId }) => {
  const [app] = await ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      isAsked: sql<boolean>`${apps.deletedAt} is null and ${apps.reviewAskedAt} is not null
        and (${apps.confirmedAt} is null or ${apps.confirmedAt} < ${apps.reviewAskedAt})`,
      keys: sql<number>`(select count(*)::int from credentials key where key.app_id = apps.id
        and key.status = 'active')`,
    })
    .from(apps)
    .where(eq(apps.id, subjectId ?? NO_ID));
  if (!app?.isAsked || app.keys === 0) return null;
  return {
    firstName: recipient.firstName,
    appName: app.name,
    keys: app.keys === 1 ? '1 key' : `${app.keys} keys`,
    link: `${ctx.portalUrl}/apps/${app.id}`,
  };
};

const NO_ID = '00000000-0000-0000-0000-000000000000';
const COUNT = new Intl.NumberFormat('en');
/** Mails know no time zone of their reader. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function renewalSentence(iso: string | undefined): string {
  return iso ? `The quota renews on ${MOMENT.format(new Date(iso))} UTC.` : 'The next call starts a new period.';
}

type LivingKey = NonNullable<Awaited<ReturnType<typeof readLiving>>>;

function named(ctx: Context, recipient: { firstName: string }, { id, appId, appName, name, lastFour }: LivingKey) {
  const link = `${ctx.portalUrl}/apps/${appId}/keys/${id}`;
  return { firstName: recipient.firstName, appName, keyName: name, lastFour, link };
}

/** Of a key that has ended there is nothing to tell any more. */
async function readLiving(ctx: Context, id: string | null) {
  const [row] = await ctx.db
    .select({
      id: credentials.id,
      appId: credentials.appId,
      appName: apps.name,
      organizationName: organizations.name,
      name: credentials.name,
      status: credentials.status,
      lastFour: credentials.lastFour,
      expiresAt: credentials.expiresAt,
      isExpired: sql<boolean>`coalesce(${credentials.expiresAt} <= now(), false)`,
      isReplaced: sql<boolean>`${credentials.retiringAt} is not null`,
      unusedWarnedAt: credentials.unusedWarnedAt,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .where(eq(credentials.id, id ?? NO_ID));
  return row?.status === 'active' ? row : null;
}
