import 'server-only';
import type { Context } from '@/core/context';
import { DomainError } from '@/core/errors';
import { USAGE_CODES } from '@/core/ports/usage';
import { exportUsage, type UsageRecord } from '@/core/usage/export-usage';
import { averageLatency, errorClasses } from '@/core/usage/tally';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { wiring } from '@/server/wiring';
import { rangeOf, type UsageQuery } from './usage-query';

/**
 * The figures as a file: a line for each hour or day in which a key was called. What the actor may not see is not
 * there; figures that cannot be read are said so.
 */
export async function usageCsv(ctx: Context, query: UsageQuery, appId = query.app): Promise<Response> {
  const range = rangeOf(query, ctx.now());
  try {
    const exported = await exportUsage(ctx, wiring().usage, {
      appId,
      organizationId: query.organization,
      credentialId: query.key,
      range,
    });
    if (exported.outcome !== 'figures') {
      return exported.outcome === 'off'
        ? plain('This portal has no usage figures.', 404)
        : plain('The usage figures cannot be read right now. Try again in a minute.', 503);
    }
    const day = ctx.now().toISOString().slice(0, 10);
    return csvResponse(`usage-${query.span}-${day}.csv`, columns, exported.pages);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return plain(error.message, 404);
  }
}

function plain(words: string, status: number): Response {
  return new Response(words, { status, headers: { 'cache-control': 'no-store' } });
}

const columns: CsvColumn<UsageRecord>[] = [
  { head: 'From (UTC)', value: ({ at }) => at },
  { head: 'Organization', value: ({ key }) => key.organization.name },
  { head: 'App', value: ({ key }) => key.app.name },
  { head: 'Key', value: ({ key }) => key.name || key.planName },
  { head: 'Key ends with', value: ({ key }) => key.lastFour },
  { head: 'Plan', value: ({ key }) => key.planName },
  { head: 'Products', value: ({ key }) => key.products.map(({ name }) => name).join(', ') },
  { head: 'Calls', value: ({ tally }) => tally.calls },
  { head: 'Succeeded (2xx)', value: ({ tally }) => tally.succeeded },
  { head: 'Client errors (4xx)', value: ({ tally }) => errorClasses(tally).clientErrors },
  { head: 'Server errors (5xx)', value: ({ tally }) => errorClasses(tally).serverErrors },
  { head: 'Average latency (ms)', value: ({ tally }) => rounded(averageLatency(tally)) },
  ...USAGE_CODES.map((code) => ({
    head: code.endsWith('xx') ? `Other ${code}` : code,
    value: ({ tally }: UsageRecord) => tally.codes[code],
  })),
];

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
