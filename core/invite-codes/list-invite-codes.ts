import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { inviteCodes, organizations, teams } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { inviteCodeDigests } from '../identity/invite-code';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder, searchWords } from '../keyset';
import { can } from '../policy';
import { codeState, type InviteCodeState } from './code-state';
import { codeSeal } from './code-word';

/** Rows a page: unless told, and the most. */
const PAGE = 50;
const PAGE_MAX = 200;

/** An invite code as admins list it. */
export type InviteCodeLine = {
  id: string;
  /** The code itself for those who manage codes; null for admins who only read: it would let them in somebody. */
  code: string | null;
  teamId: string;
  teamName: string;
  organizationId: string;
  organizationName: string;
  quota: number;
  used: number;
  expiresAt: Date | null;
  state: InviteCodeState;
  note: string;
  createdAt: Date;
  cursor: string;
};
/** Which codes are listed; what is left out does not narrow it. */
export type InviteCodeFilters = { search?: string | undefined; state?: InviteCodeState | undefined };

const keyset: Keyset = { at: inviteCodes.createdAt, id: inviteCodes.id, order: 'newest first' };

/**
 * Invite codes for portal admins, newest first. A search finds notes, teams and organizations, and a code when the
 * whole of it is typed: codes are kept sealed. Throws `not_found` for everybody else.
 */
export async function listInviteCodes(
  ctx: Context,
  filters: InviteCodeFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<InviteCodeLine>> {
  if (!can(ctx.actor, 'inviteCode.list')) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE, 1), PAGE_MAX);
  const mayRead = can(ctx.actor, 'inviteCode.manage');
  const rows = await ctx.db
    .select({
      id: inviteCodes.id,
      codeSealed: inviteCodes.codeSealed,
      teamId: inviteCodes.teamId,
      teamName: teams.name,
      organizationId: organizations.id,
      organizationName: organizations.name,
      quota: inviteCodes.quota,
      used: inviteCodes.used,
      expiresAt: inviteCodes.expiresAt,
      state: codeState,
      note: inviteCodes.note,
      createdAt: inviteCodes.createdAt,
      cursor: cursorOf(keyset),
    })
    .from(inviteCodes)
    .innerJoin(teams, eq(teams.id, inviteCodes.teamId))
    .innerJoin(organizations, eq(organizations.id, inviteCodes.organizationId))
    .where(
      and(
        found(ctx, filters.search),
        filters.state ? sql`${codeState} = ${filters.state}` : undefined,
        onPage(keyset, page),
      ),
    )
    .orderBy(pageOrder(keyset, page))
    .limit(limit + 1);
  const opened = rows.map(({ codeSealed, ...row }) => ({
    ...row,
    code: mayRead ? ctx.secrets.open(codeSealed, codeSeal(row.id)) : null,
  }));
  return cutPage(opened, limit, page);
}

function found(ctx: Context, search: string | undefined): SQL | undefined {
  if (!search?.trim()) return undefined;
  const words = searchWords(sql`(${inviteCodes.note} || ' ' || ${teams.name} || ' ' || ${organizations.name})`, search);
  return or(inArray(inviteCodes.codeDigest, inviteCodeDigests(ctx, search)), and(...words));
}
