import { eq } from 'drizzle-orm';
import type { Context } from '@/core/context';
import type { DeveloperActor } from '@/core/identity/actor';
import { mutate, type Unit } from '@/core/mutate';
import { parseOrganizationName } from '@/core/organizations/parse-organization-name';
import { newId } from '@/db/ids';
import { organizations, teams } from '@/db/schema';
import { daysBefore } from './cast';
import { DEFAULT, type DemoOrganization, demoOrganizations } from './people';

/** An organization with the ids of its teams, by name; the default team under its own. */
export type Place = DeveloperActor['organization'] & { defaultTeamId: string; teams: Map<string, string> };

/** Makes the organizations with their teams; answers them by key, the default organization among them. */
export async function insertOrganizations(ctx: Context): Promise<Map<string, Place>> {
  return mutate(ctx, async (unit) => {
    const places = new Map([[DEFAULT, await defaultPlace(unit)]]);
    for (const wish of demoOrganizations) places.set(wish.key, await insertOrganization(ctx, unit, wish));
    return places;
  });
}

async function defaultPlace(unit: Unit): Promise<Place> {
  const [found] = await unit.tx
    .select({ id: organizations.id, name: organizations.name, teamId: teams.id })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(eq(organizations.isDefault, true));
  if (!found) throw new Error('there is no default organization: ensureBasics makes it');
  const { id, name, teamId } = found;
  return { id, name, status: 'active', isDefault: true, defaultTeamId: teamId, teams: new Map() };
}

async function insertOrganization(ctx: Context, unit: Unit, wish: DemoOrganization): Promise<Place> {
  const { name, status } = wish;
  const [id, defaultTeamId] = [newId(), newId()];
  const createdAt = daysBefore(ctx.now(), wish.daysOld);
  await unit.tx.insert(organizations).values({
    ...{ id, name, status, createdAt },
    nameKey: parseOrganizationName(name).nameKey,
    purpose: wish.request?.purpose ?? '',
    decidedAt: wish.request ? null : createdAt,
  });
  const named = new Map(wish.teams.map((team) => [team, newId()]));
  await unit.tx
    .insert(teams)
    .values([
      { id: defaultTeamId, organizationId: id, name: 'Default team', isDefault: true, createdAt },
      ...[...named].map(([team, teamId]) => ({ id: teamId, organizationId: id, name: team, createdAt })),
    ]);
  const event = wish.request ? 'organization.requested' : 'organization.created';
  await unit.audit(event, { kind: 'organization', id, organizationId: id }, { name });
  return { id, name, status, isDefault: false, defaultTeamId, teams: named };
}
