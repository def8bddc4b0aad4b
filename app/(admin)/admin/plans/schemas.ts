import { z } from 'zod';
import type { PlanInput } from '@/core/plans/parse-plan';
import { checked } from '../settings/form-values';
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
const list = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => [given].flat().filter((id) => id !== ''));

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
  requestAllowance: maybeNumber,
  allowancePeriodDays: maybeNumber,
  catalogIds: list,
});

/** The form of a plan, as the verbs want it. */
export const planForm = fields.transform((given): PlanInput => {
  const { isRateFree, isQuotaFree, rateUnit, quotaUnit, ...rest } = given;
  const period = (times: number | null, seconds: number) => (times === null ? null : times * seconds);
  return {
    ...rest,
    rateRequests: isRateFree ? null : rest.rateRequests,
    ratePerSeconds: isRateFree ? null : period(rest.ratePerSeconds, rateUnit),
    quotaRequests: isQuotaFree ? null : rest.quotaRequests,
    quotaPeriodSeconds: isQuotaFree ? null : period(rest.quotaPeriodSeconds, quotaUnit),
    metadata: metadataOf(given),
  };
});

function metadataOf(given: Record<string, unknown>): { name: string; value: string }[] {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  return Array.from({ length: METADATA_ROWS_MAX + 1 }, (_, row) => ({
    name: text(`metadata.${row}.name`),
    value: text(`metadata.${row}.value`),
  })).filter(({ name, value }) => name !== '' || value !== '');
}
