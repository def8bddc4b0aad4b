import { sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** More are not shown in a list to choose from. */
const CHOICES_MAX = 1000;

/** An organization that somebody can be in; not active: nobody comes into it. */
export type OrganizationChoice = { id: string; name: string; isDefault: boolean; isActive: boolean };
/** A team of one organization. */
export type TeamChoice = { id: string; name: string; isDefault: boolean };
/** `teams` are those of the chosen organization. */
export type UserChoices = { organizations: OrganizationChoice[]; teams: TeamChoice[] };

type Row = { kind: 'organization' | 'team'; id: string; name: string; is_default: boolean; is_active: boolean };

/**
 * The organizations that people can be in, the default one first, and the teams of one of them (of the default one
 * unless told): one query. Throws `not_found` for everybody but portal admins.
 */
export async function listUserChoices(
  ctx: Context,
  input: { organizationId?: string | undefined } = {},
): Promise<UserChoices> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const { organizationId = '' } = input;
  const isChosen = isId(organizationId) ? sql`organization.id = ${organizationId}` : sql`organization.is_default`;
  const { rows } = await ctx.db.execute<Row>(sql`
    (select 'organization' as kind, id::text, name, is_default, status = 'active' as is_active from organizations
      where status not in ('rejected', 'closed') order by is_default desc, lower(name) limit ${CHOICES_MAX})
    union all
    (select 'team', team.id::text, team.name, team.is_default, true
      from teams team join organizations organization on organization.id = team.organization_id
      where ${isChosen} order by team.is_default desc, lower(team.name) limit ${CHOICES_MAX})`);
  const named = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  return {
    organizations: named('organization').map(({ id, name, is_default, is_active }) => ({
      id,
      name,
      isDefault: is_default,
      isActive: is_active,
    })),
    teams: named('team').map(({ id, name, is_default }) => ({ id, name, isDefault: is_default })),
  };
}
