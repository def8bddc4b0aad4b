import { USAGE_CODES, type UsageQuestion } from '@/core/ports/usage';
import { CODE_COLUMNS, DIMENSIONS } from './usage-columns';

/** A question as a statement, and the tables' own times as whole seconds. */
export type UsageStatement = { text: string; values: unknown[] };

const BUCKET_SECONDS = { hour: 3_600, day: 86_400 } as const;

/**
 * The question as SQL over these tables; their names come from the database's own catalog, everything else that
 * somebody may choose is a parameter.
 */
export function usageStatement(tables: readonly string[], question: UsageQuestion): UsageStatement {
  const isByApi = question.split === 'name_and_api';
  const dimension = isByApi ? DIMENSIONS.keyApis : DIMENSIONS[question.of];
  const values: unknown[] = [dimension, seconds(question.from), seconds(question.until)];
  const name = isByApi ? `split_part(dimension_value, '.', 1)` : 'dimension_value';
  const isAsked = question.names === 'all' ? '' : `and ${name} = any($${values.push(question.names)})`;
  const bucket = question.each === 'whole' ? null : BUCKET_SECONDS[question.each];

  const columns = [
    `${question.split === 'none' ? 'null::text' : name} as name`,
    `${isByApi ? API_OF_ENDPOINT : 'null::text'} as api`,
    `${bucket ? `timestamp / ${bucket} * ${bucket}` : 'null::bigint'} as at`,
  ];
  const rows = tables.map(
    (table) => `select dimension_value, timestamp, ${SUMMED.map(({ column }) => column).join(', ')}, counter_last_time
      from ${table} where dimension = $1 and timestamp >= $2 and timestamp < $3 and counter_hits > 0 ${isAsked}`,
  );
  return {
    text: `select ${columns.join(', ')}, ${SUMMED.map(({ column, as }) => `sum(${column})::float8 as ${as}`).join(', ')},
      max(coalesce(counter_last_time, to_timestamp(timestamp))) as last_call
      from (${rows.join(' union all ')}) counted group by 1, 2, 3`,
    values,
  };
}

const SUMMED = [
  { column: 'counter_hits', as: 'calls' },
  { column: 'counter_success', as: 'succeeded' },
  { column: 'counter_error', as: 'errors' },
  { column: 'counter_total_latency', as: 'latency' },
  ...USAGE_CODES.map((code) => ({ column: CODE_COLUMNS[code], as: `code_${code}` })),
];

// Bytes that are no text are shown escaped: a path may be anything.
/** `key.BASE64(api:path)`, the padding cut off: what stands before the first colon. */
const API_OF_ENDPOINT = `split_part(encode(decode(rpad(split_part(dimension_value, '.', 2),
  (length(split_part(dimension_value, '.', 2)) + 3) / 4 * 4, '='), 'base64'), 'escape'), ':', 1)`;

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
