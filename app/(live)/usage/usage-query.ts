import { z } from 'zod';
import { USAGE_SPANS, type UsageRange, type UsageSpan, usageRange } from '@/core/usage/usage-range';

/** What the address of a page about usage says; whatever is wrong in it is left out. */
export const usageQuery = z.object({
  span: z.enum(USAGE_SPANS).catch('7d'),
  by: z.enum(['hour', 'day']).optional().catch(undefined),
  key: z.uuid().optional().catch(undefined),
  app: z.uuid().optional().catch(undefined),
  organization: z.uuid().optional().catch(undefined),
});
/** What an address of a page about usage asks for, read. */
export type UsageQuery = z.infer<typeof usageQuery>;

/** The time that an address asks for. */
export function rangeOf({ span, by }: UsageQuery, now: Date): UsageRange {
  return usageRange({ span, unit: by }, now);
}

/** The same page with something else asked of it; undefined takes something out. */
export function usageHref(path: string, query: UsageQuery, other: Partial<UsageQuery> = {}): string {
  const wanted = Object.entries({ ...query, ...other }).flatMap(([name, value]): [string, string][] =>
    value && !(name === 'span' && value === '7d') ? [[name, value]] : [],
  );
  return wanted.length > 0 ? `${path}?${new URLSearchParams(wanted)}` : path;
}

/** The spans as the pages call them. */
export const SPAN_WORDS: Record<UsageSpan, string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '4w': '4 weeks',
  '13w': '13 weeks',
};

/** What the time is compared with: *The 7 days before*. */
export function beforeWords(span: UsageSpan): string {
  return `The ${SPAN_WORDS[span]} before`;
}
