import { isId } from '@/db/ids';
import { invalidFields } from '../errors';
import { isSlug } from '../products/is-slug';
import type { Limits } from './limits-of-policy';
import { metadataProblem } from './reserved-metadata';

/** Where a plan's limits are kept: nowhere, in a policy of the gateway's, or in one that the portal keeps there. */
export type PlanPolicyKind = 'none' | 'existing' | 'own';

/** What the form of a plan says. Numbers that are left out are null. */
export type PlanInput = Limits & {
  name: string;
  /** Empty: made of the name. */
  slug: string;
  description: string;
  policyKind: PlanPolicyKind;
  /** For `own`. */
  gatewayId: string;
  /** For `existing`: the row of `gateway_policies`. */
  policyRowId: string;
  /** Not called by the key: a form keeps no field whose name could be a secret's. */
  lifetimeDays: number | null;
  autoApprove: boolean;
  /** Who decides where it is not approved by itself; null: as the portal's settings say. */
  decidedBy: 'admin' | 'third_party' | null;
  requestAllowance: number | null;
  allowancePeriodDays: number | null;
  metadata: readonly { name: string; value: string }[];
  catalogIds: readonly string[];
};

/** The same, checked: columns of `plans` but for its policy. */
export type ParsedPlan = ReturnType<typeof parsePlan>;

const NAME_MAX = 80;
const DESCRIPTION_MAX = 500;
/** In characters; for others who describe what they take. */
export const PLAN_MAX = { name: NAME_MAX, slug: NAME_MAX, description: DESCRIPTION_MAX } as const;
const METADATA_MAX = 20;
const INTEGER_MAX = 2_147_483_647;
/** Ten years: the longest life of a key, and the longest period. */
const DAYS_MAX = 3650;
const DAY_SECONDS = 86_400;

/** Checks the form. Throws `invalid` with every field that is wrong. */
export function parsePlan(input: PlanInput) {
  const displayName = input.name.trim().replace(/\s+/g, ' ');
  const slug = input.slug.trim() || slugOf(displayName);
  const description = input.description.trim();
  const metadata = input.metadata.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
  const wrong: Wrong = {
    name: nameProblem(displayName),
    slug: displayName === '' && slug === '' ? null : slugProblem(slug),
    description: description.length > DESCRIPTION_MAX ? `Use at most ${DESCRIPTION_MAX} characters.` : null,
    policyRowId: input.policyKind === 'existing' && !isId(input.policyRowId) ? 'Choose a policy.' : null,
    gatewayId: input.policyKind === 'own' && !isId(input.gatewayId) ? 'Choose a gateway.' : null,
    ...pairProblems(input, ['rateRequests', 'ratePerSeconds']),
    ...pairProblems(input, ['quotaRequests', 'quotaPeriodSeconds']),
    ...pairProblems(input, ['requestAllowance', 'allowancePeriodDays']),
    lifetimeDays: numberProblem(input, 'lifetimeDays'),
    metadata: metadata.length > METADATA_MAX ? `Use at most ${METADATA_MAX} entries.` : metadataProblem(metadata),
  };
  refuseWrong(wrong);
  const { rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds } = input;
  const { lifetimeDays, autoApprove, decidedBy, requestAllowance, allowancePeriodDays } = input;
  return {
    displayName,
    slug,
    description,
    rateRequests,
    ratePerSeconds,
    quotaRequests,
    quotaPeriodSeconds,
    keyLifetimeDays: lifetimeDays,
    autoApprove,
    decidedBy,
    requestAllowance,
    allowancePeriodDays,
    keyMetadata: Object.fromEntries(metadata.map(({ name, value }) => [name.trim(), value.trim()])),
  };
}

type Wrong = Record<string, string | null>;

/** The largest value of each number, and what to say where it is missing although its partner is there. */
const NUMBERS = {
  rateRequests: { max: INTEGER_MAX, missing: 'Enter how many requests.' },
  ratePerSeconds: { max: DAYS_MAX * DAY_SECONDS, missing: 'Enter in how many seconds.' },
  quotaRequests: { max: INTEGER_MAX, missing: 'Enter how many requests.' },
  quotaPeriodSeconds: { max: DAYS_MAX * DAY_SECONDS, missing: 'Enter in which period.' },
  requestAllowance: { max: 100_000, missing: 'Enter how many requests for access.' },
  allowancePeriodDays: { max: DAYS_MAX, missing: 'Enter in how many days.' },
  lifetimeDays: { max: DAYS_MAX, missing: '' },
} as const;
type NumberField = keyof typeof NUMBERS;

function refuseWrong(wrong: Wrong): void {
  const fields = Object.entries(wrong).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : []));
  if (fields.length > 0) throw invalidFields(Object.fromEntries(fields));
}

function nameProblem(name: string): string | null {
  if (name === '') return 'Enter a name.';
  return name.length > NAME_MAX ? `Use at most ${NAME_MAX} characters.` : null;
}

function slugProblem(slug: string): string | null {
  if (slug === '') return 'Enter a short name of letters and digits.';
  const isGood = isSlug(slug) && slug.length <= NAME_MAX;
  return isGood ? null : 'Use lower-case letters, digits and single hyphens, such as gold-monthly.';
}

/** Two numbers that only mean something together. */
function pairProblems(input: PlanInput, [one, other]: readonly [NumberField, NumberField]): Wrong {
  const isHalf = (input[one] === null) !== (input[other] === null);
  const problem = (field: NumberField) =>
    isHalf && input[field] === null ? NUMBERS[field].missing : numberProblem(input, field);
  return { [one]: problem(one), [other]: problem(other) };
}

function numberProblem(input: PlanInput, field: NumberField): string | null {
  const value = input[field];
  const { max } = NUMBERS[field];
  const isGood = value === null || (Number.isInteger(value) && value >= 1 && value <= max);
  return isGood ? null : `Enter a whole number from 1 to ${max.toLocaleString('en')}.`;
}

function slugOf(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return ascii
    .replace(/^-+|-+$/g, '')
    .slice(0, NAME_MAX)
    .replace(/-+$/, '');
}
