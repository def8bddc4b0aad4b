import type { PlanPolicyKind } from '@/core/plans/parse-plan';

/** Units of periods, in seconds: what the form multiplies with. */
export const UNITS = [
  { value: '1', label: 'seconds' },
  { value: '60', label: 'minutes' },
  { value: '3600', label: 'hours' },
  { value: '86400', label: 'days' },
];

/** What the form of a plan starts with. */
export type PlanValues = {
  name: string;
  slug: string;
  description: string;
  policyKind: PlanPolicyKind;
  gatewayId: string;
  policyRowId: string;
  rateRequests: number | null;
  ratePerSeconds: number | null;
  quotaRequests: number | null;
  quotaPeriodSeconds: number | null;
  keyLifetimeDays: number | null;
  autoApprove: boolean;
  decidedBy: 'admin' | 'third_party' | null;
  requestAllowance: number | null;
  allowancePeriodDays: number | null;
  keyMetadata: readonly { name: string; value: string }[];
  catalogIds: readonly string[];
};

/** A plan that nobody has written yet: 60 requests in a minute, no quota, keys without an end. */
export const NEW_PLAN: PlanValues = {
  name: '',
  slug: '',
  description: '',
  policyKind: 'existing',
  gatewayId: '',
  policyRowId: '',
  rateRequests: 60,
  ratePerSeconds: 60,
  quotaRequests: null,
  quotaPeriodSeconds: null,
  keyLifetimeDays: null,
  autoApprove: false,
  decidedBy: null,
  requestAllowance: null,
  allowancePeriodDays: null,
  keyMetadata: [],
  catalogIds: [],
};

/** A period as a number and the largest unit that it is whole in. */
export function inUnits(seconds: number | null): { times: number | null; unit: string } {
  if (seconds === null) return { times: null, unit: '1' };
  const unit = [86_400, 3600, 60].find((size) => seconds % size === 0) ?? 1;
  return { times: seconds / unit, unit: String(unit) };
}

/** The largest number of entries that keys of one plan carry. */
export const METADATA_ROWS_MAX = 20;
/** Empty rows below the filled ones: more come with the next save. */
const SPARE_ROWS = 3;

/** Filled rows and some empty ones. */
export function metadataRows(given: PlanValues['keyMetadata']): { name: string; value: string }[] {
  const spare = Math.min(SPARE_ROWS, METADATA_ROWS_MAX - given.length);
  return [...given, ...Array.from({ length: Math.max(0, spare) }, () => ({ name: '', value: '' }))];
}
