import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';
import { visibleAccessRequests } from '../visibility';
import { claimEnds } from './claim-end';
import { nudgeFrom, usualSeconds } from './usual-time';

/** One question or answer about a request; `at` is an instant in ISO 8601. */
export type RequestMessage = {
  id: string;
  side: 'provider' | 'developer';
  /** Null for somebody who has left, and for those who decide where developers read it. */
  author: string | null;
  isMine: boolean;
  body: string;
  at: string;
};
/** When something was done, by whom, and from which address. */
export type Mark = { at: string; by: string; from: string };

/** What makes waiting bearable, and what is known of how the key came to be. */
export type Tracker = {
  /** Oldest first. */
  messages: RequestMessage[];
  /** How long such a request usually waits, in seconds; null while too little is known. */
  usualSeconds: number | null;
  /** From when on those who decide may be reminded; null when it does not wait for them. */
  nudgeFrom: Date | null;
  /** When the approval ends if nobody generates the key; null where it does not. */
  claimEndsAt: Date | null;
  /** When and from where the key was generated, and first shown. */
  receipt: { generated: Mark | null; shown: Mark | null };
};

/** More than anybody writes; the newest are kept in view. */
const MESSAGES_MAX = 200;

/** How far a request is, in one query. Throws `not_found`. */
export async function getTracker(ctx: Context, input: { requestId: string }): Promise<Tracker> {
  if (!isId(input.requestId)) throw notFound();
  const [row] = await ctx.db
    .select(columns)
    .from(accessRequests)
    .where(and(eq(accessRequests.id, input.requestId), visibleAccessRequests(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { status, decider, informationAskedAt, generated, shown, messages, ...rest } = row;
  const seesDeciders = can(ctx.actor, 'accessRequest.list_all');
  const me = userIdOf(ctx.actor);
  const waitsForAdmins = status === 'pending' && decider === 'admin' && informationAskedAt === null;
  return {
    ...rest,
    messages: messages.map(({ authorId, author, ...message }) => ({
      ...message,
      author: message.side === 'developer' || seesDeciders ? author : null,
      isMine: me !== null && authorId === me,
    })),
    usualSeconds: status === 'pending' ? rest.usualSeconds : null,
    nudgeFrom: waitsForAdmins ? rest.nudgeFrom : null,
    receipt: { generated, shown },
  };
}

type StoredMessage = Omit<RequestMessage, 'isMine'> & { authorId: string | null };

/** The first event of this name about the request's first key; with plain delivery it is made by no developer. */
function firstMark(event: 'credential.claimed' | 'credential.revealed') {
  return sql<Mark | null>`(select json_build_object('at', mark.at, 'by', mark.actor_label, 'from', mark.ip)
    from credentials made join audit_events mark
      on mark.subject_kind = 'credential' and mark.subject_id = made.id and mark.event = ${event}
      and mark.actor_kind = 'developer'
    where made.access_request_id = access_requests.id and made.generation = 1 order by mark.at, mark.id limit 1)`;
}

const columns = {
  status: accessRequests.status,
  decider: accessRequests.decider,
  informationAskedAt: accessRequests.informationAskedAt,
  usualSeconds,
  nudgeFrom,
  claimEndsAt: claimEnds,
  generated: firstMark('credential.claimed'),
  shown: firstMark('credential.revealed'),
  messages: sql<StoredMessage[]>`(select coalesce(json_agg(json_build_object('id', wrote.id, 'side', wrote.side,
      'authorId', wrote.author_id, 'author', author.first_name || ' ' || author.last_name, 'body', wrote.body,
      'at', wrote.created_at) order by wrote.created_at, wrote.id), '[]')
    from (select * from request_messages newest where newest.access_request_id = access_requests.id
      order by newest.created_at desc, newest.id desc limit ${MESSAGES_MAX}) wrote
    left join users author on author.id = wrote.author_id)`,
};
