import type { UsageCode } from '@/core/ports/usage';

/** The table that a Tyk Pump's `sql_aggregate` writes, and its daily ones where `table_sharding` is on. */
export const USAGE_TABLE = 'tyk_aggregated';

/**
 * The columns of the figures. The pump counts only codes of 400 and above one by one: `code_2x` stays 0 for a call that
 * succeeded. And `counter_latency` is the average of a row: only the totals can be added up.
 */
export const CODE_COLUMNS: Readonly<Record<UsageCode, string>> = {
  '400': 'code_400',
  '401': 'code_401',
  '403': 'code_403',
  '404': 'code_404',
  '429': 'code_429',
  '4xx': 'code_4x',
  '500': 'code_500',
  '501': 'code_501',
  '502': 'code_502',
  '503': 'code_503',
  '504': 'code_504',
  '5xx': 'code_5x',
};

/** What the pump calls the things that it counts for. `keyendpoints` is there only with `track_all_paths`. */
export const DIMENSIONS = { keys: 'apikeys', apis: 'apiid', keyApis: 'keyendpoints' } as const;
