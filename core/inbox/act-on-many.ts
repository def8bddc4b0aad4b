import { sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { approveAccessRequest } from '../access-requests/approve';
import { declineAccessRequest } from '../access-requests/decline';
import { parseReason } from '../access-requests/parse-reason';
import type { Context } from '../context';
import { conflict, DomainError, invalid, notFound } from '../errors';
import { activateDeveloper } from '../members/activate-developer';
import { declineDeveloper } from '../members/decline-developer';
import { approveOrganization } from '../organizations/approve-organization';
import { rejectOrganization } from '../organizations/reject-organization';
import { authorize, can } from '../policy';
import { assignRequest } from './assign-request';
import { type Matter, nameOfMatter } from './matter';
import { holderId } from './may-hold';

/** How many matters one press of a button decides or assigns. */
export const MATTERS_AT_ONCE_MAX = 100;

/** What shall become of every chosen matter. */
export type InboxAct =
  | { kind: 'approve' }
  | { kind: 'decline'; reason: string }
  | { kind: 'assign'; assigneeId: string | null };
/** What became of one matter: `done` in a word, or `refusal` says why it was left as it is. */
export type MatterResult = Matter & { name: string; done: string; refusal: string | null };

/**
 * Does one thing to many matters of the inbox, of whatever kinds, each in a change of its own: one that somebody else
 * decided meanwhile does not hold up the others. Answers matter by matter, in the order given. Throws `not_found` for
 * everybody but portal admins, `forbidden`, `invalid` when nothing is chosen, too much is, or a decline has no reason.
 */
export async function actOnMany(
  ctx: Context,
  input: { matters: readonly Matter[]; act: InboxAct },
): Promise<MatterResult[]> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  authorize(ctx.actor, input.act.kind === 'assign' ? 'accessRequest.assign' : 'accessRequest.decide');
  const matters = [...new Map(input.matters.map((matter) => [nameOfMatter(matter), matter])).values()];
  if (matters.length === 0) throw invalid('ids', 'Choose at least one row.');
  if (matters.length > MATTERS_AT_ONCE_MAX)
    throw invalid('ids', `Choose at most ${MATTERS_AT_ONCE_MAX} rows at a time.`);
  if (input.act.kind === 'decline') parseReason(input.act.reason);
  const known = await readKnown(ctx, matters);
  const results: MatterResult[] = [];
  for (const matter of matters) {
    const { name = UNKNOWN[matter.kind], holder = null } = known.get(nameOfMatter(matter)) ?? {};
    results.push({ ...matter, name, ...(await actOnOne(ctx, matter, input.act, holder)) });
  }
  return results;
}

const UNKNOWN = {
  request: 'Unknown request',
  developer: 'Unknown developer',
  organization: 'Unknown organization',
} as const;

/** What each is called, and who has it at this moment: whoever assigns many says so of all of them. */
async function readKnown(ctx: Context, matters: readonly Matter[]) {
  const of = (kind: Matter['kind']) =>
    `{${matters.filter(({ kind: its, id }) => its === kind && isId(id)).map(({ id }) => id)}}`;
  const { rows } = await ctx.db.execute<Matter & { name: string; holder: string | null }>(sql`
    select 'request' as kind, access_requests.id, app.name, ${holderId} as holder
      from access_requests join apps app on app.id = access_requests.app_id
      where access_requests.id = any (${of('request')}::uuid[])
    union all select 'developer', id, first_name || ' ' || last_name, null from users
      where kind = 'developer' and id = any (${of('developer')}::uuid[])
    union all select 'organization', id, name, null from organizations
      where id = any (${of('organization')}::uuid[])`);
  return new Map(rows.map((row) => [nameOfMatter(row), row]));
}

async function actOnOne(
  ctx: Context,
  matter: Matter,
  act: InboxAct,
  holder: string | null,
): Promise<{ done: string; refusal: string | null }> {
  try {
    if (!isId(matter.id)) throw notFound();
    return { done: await perform(ctx, matter, act, holder), refusal: null };
  } catch (error) {
    if (error instanceof DomainError) return { done: '', refusal: error.message };
    throw error;
  }
}

async function perform(ctx: Context, matter: Matter, act: InboxAct, holder: string | null): Promise<string> {
  if (act.kind === 'assign') return assign(ctx, matter, act.assigneeId, holder);
  if (act.kind === 'decline') return decline(ctx, matter, act.reason);
  return approve(ctx, matter);
}

async function approve(ctx: Context, { kind, id }: Matter): Promise<string> {
  if (kind === 'request') await approveAccessRequest(ctx, { requestId: id });
  else if (kind === 'organization') await approveOrganization(ctx, { organizationId: id });
  else {
    await activateDeveloper(ctx, { userId: id });
    return 'Activated.';
  }
  return 'Approved.';
}

async function decline(ctx: Context, { kind, id }: Matter, reason: string): Promise<string> {
  if (kind === 'request') await declineAccessRequest(ctx, { requestId: id, reason });
  else if (kind === 'organization') await rejectOrganization(ctx, { organizationId: id, reason });
  else await declineDeveloper(ctx, { userId: id, reason });
  return 'Declined.';
}

async function assign(
  ctx: Context,
  { kind, id }: Matter,
  assigneeId: string | null,
  holder: string | null,
): Promise<string> {
  if (kind !== 'request') throw conflict('Only access requests are assigned.');
  const { name } = await assignRequest(ctx, { requestId: id, assigneeId, was: holder });
  return name === null ? 'Given back.' : `Assigned to ${name}.`;
}
