import { inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { catalogs, plans, products, type RuleConditions } from '@/db/schema';
import { invalidFields } from '../errors';
import { parseDomainList } from '../settings/email-domains';
import type { RuleOutcome } from './rule-applies';
import { type Found, findOrganizations, findTeams } from './rule-names';
import type { RuleWish, Tristate } from './rule-wish';

const NAME_MAX = 120;
/** Longer lists belong into a private catalog. */
const LIST_MAX = 200;

/** A rule that may be stored: all that it names exists, or did when it was named. */
export type ParsedRule = { name: string; isActive: boolean; outcome: RuleOutcome; conditions: RuleConditions };

/**
 * Reads the form of a rule. What it named before and is gone by now stays named (`before`): a condition that nothing
 * meets any more must not become no condition. Throws `invalid` with everything that is wrong, also for a rule that
 * would approve whatever comes.
 */
export async function parseRule(tx: Transaction, wish: RuleWish, before: RuleConditions = {}): Promise<ParsedRule> {
  const name = wish.name.normalize('NFC').trim().replace(/\s+/g, ' ');
  const planIds = await known(tx, plans, wish.planIds, before.planIds);
  const productIds = await known(tx, products, wish.productIds, before.productIds);
  const catalogIds = await known(tx, catalogs, wish.catalogIds, before.catalogIds);
  const organizationIds = await findOrganizations(tx, wish.organizations, before.organizationIds);
  const teamIds = await findTeams(tx, wish.teams, before.teamIds);
  const domains = parseDomainList(wish.emailDomains);
  const conditions: RuleConditions = {
    ...list('planIds', planIds),
    ...list('productIds', productIds),
    ...list('catalogIds', catalogIds),
    ...list('organizationIds', organizationIds),
    ...list('teamIds', teamIds),
    ...(domains.domains.length > 0 && { emailDomains: domains.domains }),
    ...wished('hasVerifiedDomain', wish.verifiedDomain),
    ...wished('isFirstRequest', wish.firstRequest),
    ...wished('wasApprovedBefore', wish.approvedBefore),
  };
  const isUnconditional = Object.keys(conditions).length === 0 && wish.outcome === 'approve';
  refuse({
    name: nameProblem(name),
    planIds: planIds.problem,
    productIds: productIds.problem,
    catalogIds: catalogIds.problem,
    organizations: organizationIds.problem,
    teams: teamIds.problem,
    emailDomains: domains.problem,
    outcome: isUnconditional ? APPROVES_ALL : null,
  });
  return { name, isActive: wish.isActive, outcome: wish.outcome, conditions };
}

const APPROVES_ALL =
  'This would approve every request. Set a condition, or let the portal approve everything under Requests and keys.';

function nameProblem(name: string): string | null {
  if (name === '') return 'Enter a name.';
  return name.length > NAME_MAX ? `Use at most ${NAME_MAX} characters.` : null;
}

/** Only ids of rows that are there, or that the rule named before. */
async function known(
  tx: Transaction,
  table: typeof plans | typeof products | typeof catalogs,
  given: readonly string[],
  before: readonly string[] = [],
): Promise<Found> {
  const ids = [...new Set(given)].filter(isId);
  const rows =
    ids.length > 0
      ? await tx
          .select({ id: sql<string>`${table.id}` })
          .from(table)
          .where(inArray(table.id, ids))
      : [];
  const there = new Set([...rows.map(({ id }) => id), ...before]);
  const isWhole = ids.length === new Set(given).size && ids.every((id) => there.has(id));
  return { ids, problem: isWhole ? tooLong(ids) : 'Something chosen here is gone. Choose again.' };
}

function tooLong(ids: readonly string[]): string | null {
  return ids.length > LIST_MAX ? `Choose at most ${LIST_MAX}.` : null;
}

function list<Name extends keyof RuleConditions>(name: Name, { ids }: Found): RuleConditions {
  return ids.length > 0 ? { [name]: ids } : {};
}

function wished(name: keyof RuleConditions, wish: Tristate): RuleConditions {
  return wish === 'any' ? {} : { [name]: wish === 'yes' };
}

function refuse(wrong: Record<string, string | null>): void {
  const fields = Object.entries(wrong).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : []));
  if (fields.length > 0) throw invalidFields(Object.fromEntries(fields));
}
