import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogOrganizations, catalogTeams, organizations, teams } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { compareAudiences, readAudience, type Sight } from './audience';
import { lockCatalog, mayChangeCatalog, touchCatalog } from './lock-catalog';

/** How many organizations and teams a catalog may name. More people are reached by `internal`. */
const AUDIENCE_MAX = 2_000;

/** Whom a private catalog shall be for; `version` is the one that the form showed. */
export type AudienceWish = {
  catalogId: string;
  version: number;
  organizationIds: readonly string[];
  teamIds: readonly string[];
  /** Whom the form showed: of these, who is not chosen leaves. Left out: the choice is the whole audience. */
  among?: readonly string[];
};

/**
 * Says whom a private catalog is for. Answers for how many people it appears or vanishes. Throws `not_found`,
 * `forbidden`, `conflict` when it was changed since, and `invalid` for `audience` when somebody chosen is gone.
 */
export async function setAudience(ctx: Context, input: AudienceWish): Promise<{ sight: Sight }> {
  return mutate(ctx, async (unit) => {
    await mayChangeCatalog(unit, ctx.actor, input.catalogId);
    await holdChosen(unit, input);
    const catalog = await lockCatalog(unit, ctx.actor, input);
    const before = await readAudience(unit.tx, catalog.id);
    const organizationIds = merged(before?.organizationIds ?? [], input.organizationIds, input.among);
    const teamIds = merged(before?.teamIds ?? [], input.teamIds, input.among);
    if (organizationIds.length + teamIds.length > AUDIENCE_MAX) {
      throw invalid(
        'audience',
        `Choose at most ${AUDIENCE_MAX} organizations and teams, or make the catalog internal.`,
      );
    }
    const organizationsChanged = await writeOrganizations(
      unit,
      catalog.id,
      before?.organizationIds ?? [],
      organizationIds,
    );
    const teamsChanged = await writeTeams(unit, catalog.id, before?.teamIds ?? [], teamIds);
    const { visibility } = catalog;
    const was = before ?? { visibility, organizationIds: [], teamIds: [] };
    const sight = await compareAudiences(unit.tx, was, { visibility, organizationIds, teamIds });
    await touchCatalog(unit, catalog.id);
    const changes = { organizations: organizationsChanged, teams: teamsChanged };
    await unit.audit('catalog.changed', { kind: 'catalog', id: catalog.id }, { catalog: catalog.slug, changes, sight });
    return { sight };
  });
}

/** Organizations and teams first, like every change of membership; an id that is none chooses nobody. */
async function holdChosen(unit: Unit, input: AudienceWish): Promise<void> {
  const organizationIds = [...new Set(input.organizationIds)];
  const teamIds = [...new Set(input.teamIds)];
  if (![...organizationIds, ...teamIds].every(isId)) throw gone();
  const heldOrganizations = await unit.tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(inArray(organizations.id, organizationIds))
    .orderBy(organizations.id)
    .for('key share');
  const heldTeams = await unit.tx
    .select({ id: teams.id })
    .from(teams)
    .where(inArray(teams.id, teamIds))
    .orderBy(teams.id)
    .for('key share');
  if (heldOrganizations.length < organizationIds.length || heldTeams.length < teamIds.length) throw gone();
}

function gone() {
  return invalid('audience', 'Somebody you chose is not there any more. Open the page again.');
}

function merged(before: readonly string[], chosen: readonly string[], among: readonly string[] | undefined): string[] {
  const kept = among ? before.filter((id) => !among.includes(id)) : [];
  return [...new Set([...kept, ...chosen])];
}

type Difference = { added: string[]; removed: string[] };

function difference(before: readonly string[], after: readonly string[]): Difference {
  return { added: after.filter((id) => !before.includes(id)), removed: before.filter((id) => !after.includes(id)) };
}

async function writeOrganizations(unit: Unit, catalogId: string, before: readonly string[], after: readonly string[]) {
  const { added, removed } = difference(before, after);
  await unit.tx
    .delete(catalogOrganizations)
    .where(and(eq(catalogOrganizations.catalogId, catalogId), inArray(catalogOrganizations.organizationId, removed)));
  const rows = added.map((organizationId) => ({ catalogId, organizationId }));
  if (rows.length > 0) await unit.tx.insert(catalogOrganizations).values(rows);
  return { added, removed };
}

async function writeTeams(unit: Unit, catalogId: string, before: readonly string[], after: readonly string[]) {
  const { added, removed } = difference(before, after);
  await unit.tx
    .delete(catalogTeams)
    .where(and(eq(catalogTeams.catalogId, catalogId), inArray(catalogTeams.teamId, removed)));
  const rows = added.map((teamId) => ({ catalogId, teamId }));
  if (rows.length > 0) await unit.tx.insert(catalogTeams).values(rows);
  return { added, removed };
}
