import { z } from 'zod';
import type { PlanInput } from '@/core/plans/parse-plan';
import { several } from '@/server/sent-fields';
import { checked, version } from '../settings/form-values';
import { METADATA_ROWS_MAX } from './plan-values';

/** A number that may be left out. */
const maybeNumber = z
  .string()
  .trim()
  .default('')
  .transform((text, issues) => {
    if (text === '') return null;
    const number = Number(text);
    if (Number.isFinite(number)) return number;
    issues.addIssue({ code: 'custom', message: 'Enter a whole number.' });
    return z.NEVER;
  });
const unit = z.coerce.number().int().min(1).max(86_400).catch(1);
const fields = z.looseObject({
  name: z.string().max(1000).default(''),
  slug: z.string().max(1000).default(''),
  description: z.string().max(10_000).default(''),
  policyKind: z.enum(['none', 'existing', 'own']).catch('none'),
  gatewayId: z.string().default(''),
  policyRowId: z.string().default(''),
  isRateFree: checked,
  rateRequests: maybeNumber,
  ratePerSeconds: maybeNumber,
  rateUnit: unit,
  isQuotaFree: checked,
  quotaRequests: maybeNumber,
  quotaPeriodSeconds: maybeNumber,
  quotaUnit: unit,
  lifetimeDays: maybeNumber,
  autoApprove: checked,
  decidedBy: z
    .enum(['', 'admin', 'third_party'])
    .catch('')
    .transform((who) => who || null),
  requestAllowance: maybeNumber,
  allowancePeriodDays: maybeNumber,
  catalogIds: several,
});

/** A box that is not ticked asks for figures. */
const limits = fields.superRefine((given, issues) => {
  const ask = (field: string, message: string) => issues.addIssue({ code: 'custom', path: [field], message });
  if (!given.isRateFree && given.rateRequests === null) ask('rateRequests', 'Enter how many requests.');
  if (!given.isQuotaFree && given.quotaRequests === null) ask('quotaRequests', 'Enter how many requests.');
});

/**
 * The form of a plan, as the verbs want it. Named one by one: what else stands in the form is read by another schema.
 */
export const planForm = limits.transform((given): PlanInput => {
  const { name, slug, description, policyKind, gatewayId, policyRowId, lifetimeDays, autoApprove, decidedBy } = given;
  const { requestAllowance, allowancePeriodDays, catalogIds, isRateFree, isQuotaFree } = given;
  const period = (times: number | null, seconds: number) => (times === null ? null : times * seconds);
  return {
    name,
    slug,
    description,
    policyKind,
    gatewayId,
    policyRowId,
    rateRequests: isRateFree ? null : given.rateRequests,
    ratePerSeconds: isRateFree ? null : period(given.ratePerSeconds, given.rateUnit),
    quotaRequests: isQuotaFree ? null : given.quotaRequests,
    quotaPeriodSeconds: isQuotaFree ? null : period(given.quotaPeriodSeconds, given.quotaUnit),
    lifetimeDays,
    autoApprove,
    decidedBy,
    requestAllowance,
    allowancePeriodDays,
    catalogIds,
    metadata: metadataOf(given),
  };
});

/** The same, of a plan that is there. `confirmed`: the mark of the effects that were confirmed. */
export const changedPlanForm = z.intersection(
  planForm,
  z.object({ planId: z.string(), version, confirmed: z.string().default('') }),
);

function metadataOf(given: Record<string, unknown>): { name: string; value: string }[] {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  return Array.from({ length: METADATA_ROWS_MAX + 1 }, (_, row) => ({
    name: text(`metadata.${row}.name`),
    value: text(`metadata.${row}.value`),
  })).filter(({ name, value }) => name !== '' || value !== '');
}
