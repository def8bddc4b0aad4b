import { eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { catalogs, organizations, plans, products, type RuleConditions, teams } from '@/db/schema';

/** A rule's conditions with the names of what they name; the id of what is gone. */
export type ToldConditions = {
  plans: Named[];
  products: Named[];
  catalogs: Named[];
  organizations: string[];
  /** As *Organization / Team*. */
  teams: string[];
  emailDomains: string[];
  hasVerifiedDomain: boolean | null;
  isFirstRequest: boolean | null;
  wasApprovedBefore: boolean | null;
};
/** Something that a condition names. */
export type Named = { id: string; name: string };

/** Puts names to the conditions of several rules, with one query for each kind. */
export async function tellConditions(db: Database, all: readonly RuleConditions[]): Promise<ToldConditions[]> {
  const ids = (pick: (conditions: RuleConditions) => string[] | undefined) => [
    ...new Set(all.flatMap((one) => pick(one) ?? [])),
  ];
  const names = new Map<string, string>();
  const learn = (rows: readonly Named[]) => {
    for (const { id, name } of rows) names.set(id, name);
  };
  const wanted = {
    plans: ids((one) => one.planIds),
    products: ids((one) => one.productIds),
    catalogs: ids((one) => one.catalogIds),
    organizations: ids((one) => one.organizationIds),
    teams: ids((one) => one.teamIds),
  };
  for (const [table, list] of [
    [plans, wanted.plans],
    [products, wanted.products],
    [catalogs, wanted.catalogs],
  ] as const) {
    if (list.length > 0)
      learn(await db.select({ id: table.id, name: table.displayName }).from(table).where(inArray(table.id, list)));
  }
  if (wanted.organizations.length > 0) {
    const { id, name } = organizations;
    learn(await db.select({ id, name }).from(organizations).where(inArray(id, wanted.organizations)));
  }
  if (wanted.teams.length > 0) learn(await teamNames(db, wanted.teams));
  return all.map((conditions) => told(conditions, names));
}

async function teamNames(db: Database, ids: string[]): Promise<Named[]> {
  const rows = await db
    .select({ id: teams.id, team: teams.name, organization: organizations.name })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(inArray(teams.id, ids));
  return rows.map(({ id, team, organization }) => ({ id, name: `${organization} / ${team}` }));
}

function told(conditions: RuleConditions, names: ReadonlyMap<string, string>): ToldConditions {
  const named = (ids: string[] = []) => ids.map((id) => ({ id, name: names.get(id) ?? id }));
  const lines = (ids?: string[]) => named(ids).map(({ name }) => name);
  return {
    plans: named(conditions.planIds),
    products: named(conditions.productIds),
    catalogs: named(conditions.catalogIds),
    organizations: lines(conditions.organizationIds),
    teams: lines(conditions.teamIds),
    emailDomains: conditions.emailDomains ?? [],
    hasVerifiedDomain: conditions.hasVerifiedDomain ?? null,
    isFirstRequest: conditions.isFirstRequest ?? null,
    wasApprovedBefore: conditions.wasApprovedBefore ?? null,
  };
}
