import { expect, test } from 'vitest';
import { lifetimeWords, quotaWords, rateWords } from './plan-words';

test('limits are said as a person would say them', () => {
  const rate = (rateRequests: number | null, ratePerSeconds: number | null) =>
    rateWords({ rateRequests, ratePerSeconds });
  expect(rate(60, 60)).toBe('60 requests a minute');
  expect(rate(5, 10)).toBe('5 requests in 10 seconds');
  expect(rate(1, 3600)).toBe('1 request an hour');
  expect(rate(1000, 90)).toBe('1,000 requests in 90 seconds');
  expect(rate(null, null)).toBe('No rate limit');
  expect(quotaWords({ quotaRequests: 10_000, quotaPeriodSeconds: 2_592_000 })).toBe('10,000 requests in 30 days');
  expect(quotaWords({ quotaRequests: null, quotaPeriodSeconds: null })).toBe('No quota');
  expect(lifetimeWords({ keyLifetimeDays: 1 })).toBe('1 day');
  expect(lifetimeWords({ keyLifetimeDays: null })).toBe('Keys do not expire');
});
