import { and, eq, type SQL, sql } from 'drizzle-orm';
import { mails, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { type Place, people } from '../search-places';

/** Rows a page. */
const PAGE = 50;

/** How far the sending of a mail has come. */
export type MailState = (typeof mails.$inferSelect)['state'];
/** A mail in the ledger. What it said is not kept: it may hold a link. */
export type MailLine = {
  id: string;
  message: string;
  /** The account's address as it is now, or the one that the mail was ordered for; null when the account is gone. */
  address: string | null;
  personName: string | null;
  /** The developer that it went to, while there is one. */
  developerId: string | null;
  /** As it was sent; null for what never was. */
  subjectLine: string | null;
  state: MailState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
  cursor: string;
};
/** Which mails are listed; what is left out does not narrow it. */
export type MailFilters = { state?: string | undefined; message?: string | undefined; search?: string | undefined };

const keyset: Keyset = { at: mails.createdAt, id: mails.id, order: 'newest first' };
const states: readonly string[] = mails.state.enumValues;

/**
 * The ledger of mails for portal admins, newest first: never a body, never a token. Throws `not_found` for the others.
 */
export async function listMails(ctx: Context, filters: MailFilters, page: PageRequest = {}): Promise<Page<MailLine>> {
  if (!can(ctx.actor, 'mail.read')) throw notFound();
  const rows = await ctx.db
    .select({
      id: mails.id,
      message: mails.message,
      address: sql<
        string | null
      >`case when ${users.deletedAt} is null then coalesce(${users.email}, ${mails.toAddress}) end`,
      personName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      developerId: sql<
        string | null
      >`case when ${users.kind} = 'developer' and ${users.deletedAt} is null then ${users.id} end`,
      subjectLine: mails.subjectLine,
      state: mails.state,
      attempts: mails.attempts,
      lastError: mails.lastError,
      createdAt: mails.createdAt,
      sentAt: mails.sentAt,
      cursor: cursorOf(keyset),
    })
    .from(mails)
    .leftJoin(users, eq(users.id, mails.toUserId))
    .where(and(...matches(filters), ...(await wordsFound(ctx.db, places, filters.search)), onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(PAGE + 1);
  return cutPage(rows, PAGE, page);
}

const places: readonly Place[] = [
  people(sql`mails.to_user_id`),
  // Where there is an account, its own address is shown, and found.
  {
    source: { from: sql`mails`, name: sql`to_address` },
    name: sql`case when users.id is null then mails.to_address end`,
    holds: (ids) => sql`(users.id is null and mails.id = any (${ids}))`,
  },
  {
    source: { from: sql`mails`, name: sql`subject_line` },
    name: sql`mails.subject_line`,
    holds: (ids) => sql`mails.id = any (${ids})`,
  },
];

function matches({ state, message }: MailFilters): (SQL | undefined)[] {
  return [
    state && states.includes(state) ? eq(mails.state, state as MailState) : undefined,
    message ? eq(mails.message, message) : undefined,
  ];
}
