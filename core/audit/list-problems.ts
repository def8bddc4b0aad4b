import { desc, eq, isNotNull, sql } from 'drizzle-orm';
import { apps, credentials, gateways, mails, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** As many of each as a home page shows. */
const PROBLEMS_MAX = 10;

export type Problems = {
  keys: { credentialId: string; appId: string; appName: string; reason: string; since: Date }[];
  mails: { id: string; message: string; to: string; reason: string; since: Date }[];
  gateways: { id: string; name: string; problem: string; since: Date | null }[];
};

/** What went wrong and will not mend itself, newest first, for portal admins. Throws `not_found` for everybody else. */
export async function listProblems(ctx: Context): Promise<Problems> {
  if (!can(ctx.actor, 'mail.read')) throw notFound();
  return { keys: await readKeys(ctx), mails: await readMails(ctx), gateways: await readGateways(ctx) };
}

async function readKeys(ctx: Context): Promise<Problems['keys']> {
  return ctx.db
    .select({
      credentialId: credentials.id,
      appId: apps.id,
      appName: apps.name,
      reason: sql<string>`coalesce(${credentials.lastError}, '')`,
      since: credentials.updatedAt,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(eq(credentials.status, 'failed'))
    .orderBy(desc(credentials.updatedAt))
    .limit(PROBLEMS_MAX);
}

async function readMails(ctx: Context): Promise<Problems['mails']> {
  return ctx.db
    .select({
      id: mails.id,
      message: mails.message,
      to: sql<string>`coalesce(${users.email}, ${mails.toAddress}, '')`,
      reason: sql<string>`coalesce(${mails.lastError}, '')`,
      since: mails.updatedAt,
    })
    .from(mails)
    .leftJoin(users, eq(users.id, mails.toUserId))
    .where(sql`${mails.state} = 'failed' and ${mails.createdAt} > now() - interval '7 days'`)
    .orderBy(desc(mails.createdAt))
    .limit(PROBLEMS_MAX);
}

async function readGateways(ctx: Context): Promise<Problems['gateways']> {
  return ctx.db
    .select({
      id: gateways.id,
      name: gateways.name,
      problem: sql<string>`coalesce(${gateways.lastProblem}, '')`,
      since: gateways.lastCheckedAt,
    })
    .from(gateways)
    .where(isNotNull(gateways.lastProblem));
}
