import { quotaWords, rateWords } from '@/components/asking/plan-words';

/** What a policy of the gateway limits, where 0 and -1 are no limit. */
export function limitWords(limits: { rate: number; per: number; quotaMax: number; quotaSeconds: number }): string {
  const hasRate = limits.rate > 0 && limits.per > 0;
  const hasQuota = limits.quotaMax > 0 && limits.quotaSeconds > 0;
  if (!hasRate && !hasQuota) return 'No limits';
  const rate = hasRate && rateWords({ rateRequests: limits.rate, ratePerSeconds: limits.per });
  const quota = hasQuota && quotaWords({ quotaRequests: limits.quotaMax, quotaPeriodSeconds: limits.quotaSeconds });
  return [rate, quota].filter(Boolean).join('; ');
}
