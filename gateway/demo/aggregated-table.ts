import type pg from 'pg';
import { CODE_COLUMNS, DIMENSIONS, USAGE_TABLE } from '../tyk/usage-columns';

/** Calls of one kind in one hour: so many, of one key, to one path of one API, with one answer. */
export type CountedCalls = {
  at: Date;
  orgId: string;
  apiId: string;
  apiName: string;
  /** As the gateway files the key: its hash. Null for a call without one. */
  key: string | null;
  alias: string;
  path: string;
  status: number;
  calls: number;
  /** One call's, in the mean. */
  latencyMs: number;
};

type Row = { orgId: string; timestamp: number; dimension: string; value: string; label: string; of: CountedCalls };

const HOUR_SECONDS = 3_600;
/** PostgreSQL takes 65,535 parameters; a row has 26. */
const ROWS_MAX = 2_000;

/**
 * Adds calls to the table as a Tyk Pump with `sql_aggregate` and `track_all_paths` does: a row for each hour and each
 * thing that is counted for. Makes the table where there is none, with the pump's columns and index.
 */
export async function addCounted(
  client: Pick<pg.Client | pg.Pool, 'query'>,
  counted: readonly CountedCalls[],
  table = USAGE_TABLE,
): Promise<void> {
  await client.query(tableOf(table));
  const rows = mergedRows(counted.flatMap(rowsOf));
  for (let from = 0; from < rows.length; from += ROWS_MAX) {
    await insertRows(client, rows.slice(from, from + ROWS_MAX), table);
  }
}

/** A row for the key, the API, the key's path, the error and everything together. */
function rowsOf(call: CountedCalls): Row[] {
  const timestamp = Math.floor(call.at.getTime() / 1000 / HOUR_SECONDS) * HOUR_SECONDS;
  const row = (dimension: string, value: string, label: string): Row => ({
    orgId: call.orgId,
    timestamp,
    dimension,
    value,
    label,
    of: call,
  });
  const endpoint = Buffer.from(`${call.apiId}:${call.path}`).toString('base64').replace(/=+$/, '');
  return [
    row('', 'total', ''),
    row(DIMENSIONS.apis, call.apiId, call.apiName),
    ...(call.key === null
      ? []
      : [row(DIMENSIONS.keys, call.key, call.alias), row(DIMENSIONS.keyApis, `${call.key}.${endpoint}`, endpoint)]),
    ...(call.status >= 400 ? [row('errors', String(call.status), '')] : []),
  ];
}

type Merged = { id: string; row: Row; sums: number[]; lastTime: Date; minLatency: number; maxLatency: number };

/** One statement cannot change the same row twice. */
function mergedRows(rows: readonly Row[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const row of rows) {
    const id = Buffer.from(`${row.timestamp}${row.orgId}${row.dimension}${row.value}`).toString('hex');
    const sums = sumsOf(row.of);
    const known = merged.get(id);
    // The pump's latencies are whole milliseconds.
    const latency = Math.round(row.of.latencyMs);
    merged.set(id, {
      id,
      row,
      sums: known ? known.sums.map((sum, index) => sum + (sums[index] ?? 0)) : sums,
      lastTime: known && known.lastTime > row.of.at ? known.lastTime : row.of.at,
      minLatency: Math.min(known?.minLatency ?? latency, latency),
      maxLatency: Math.max(known?.maxLatency ?? latency, latency),
    });
  }
  return [...merged.values()];
}

const CODES = Object.entries(CODE_COLUMNS);
const SUMMED = [
  'counter_hits',
  'counter_success',
  'counter_error',
  'counter_total_request_time',
  'counter_total_latency',
  ...CODES.map(([, column]) => column),
];

function sumsOf({ calls, status, latencyMs }: CountedCalls): number[] {
  const counts = (is: boolean) => (is ? calls : 0);
  const code = Object.hasOwn(CODE_COLUMNS, String(status)) ? String(status) : `${Math.floor(status / 100)}xx`;
  const total = Math.round(latencyMs * calls);
  return [
    calls,
    counts(status >= 200 && status < 300),
    counts(status >= 400),
    total,
    total,
    ...CODES.map(([known]) => counts(status >= 400 && known === code)),
  ];
}

async function insertRows(
  client: Pick<pg.Client | pg.Pool, 'query'>,
  rows: readonly Merged[],
  table: string,
): Promise<void> {
  const columns = [
    ...['id', 'org_id', 'timestamp', 'dimension', 'dimension_value', 'counter_human_identifier', 'counter_last_time'],
    ...['counter_min_latency', 'counter_max_latency', ...SUMMED],
  ];
  const values: unknown[] = [];
  const tuples = rows.map(({ id, row, sums, lastTime, minLatency, maxLatency }) => {
    const { orgId, timestamp, dimension, value, label } = row;
    const cells = [id, orgId, timestamp, dimension, value, label, lastTime, minLatency, maxLatency, ...sums];
    return `(${cells.map((cell) => `$${values.push(cell)}`).join(', ')})`;
  });
  const adds = SUMMED.map((column) => `${column} = ${table}.${column} + excluded.${column}`);
  await client.query(
    `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')}
     on conflict (id) do update set ${adds.join(', ')}, counter_last_time = excluded.counter_last_time,
       counter_min_latency = least(${table}.counter_min_latency, excluded.counter_min_latency),
       counter_max_latency = greatest(${table}.counter_max_latency, excluded.counter_max_latency),
       counter_latency = (${table}.counter_total_latency + excluded.counter_total_latency)
         / (${table}.counter_hits + excluded.counter_hits)::numeric`,
    values,
  );
}

/** As the pump makes it (tyk-pump, `SQLAnalyticsRecordAggregate`). */
function tableOf(table: string): string {
  const number = (name: string) => `${name} bigint not null default 0`;
  const counters = ['hits', 'success', 'error', 'open_connections', 'closed_connections', 'bytes_in', 'bytes_out'];
  const latencies = ['latency', 'upstream_latency'].flatMap((name) => [`max_${name}`, `min_${name}`, `total_${name}`]);
  const codes = ['1x', '200', '201', '2x', '301', '302', '303', '304', '3x'].map((code) => `code_${code}`);
  return `create table if not exists ${table} (id text primary key,
    ${[...counters, ...latencies].map((name) => number(`counter_${name}`)).join(', ')},
    ${['request_time', 'total_request_time', 'latency', 'upstream_latency']
      .map((name) => `counter_${name} numeric not null default 0`)
      .join(', ')},
    counter_human_identifier text, counter_last_time timestamptz,
    timestamp bigint, org_id text, dimension text, dimension_value text,
    ${[...codes, ...CODES.map(([, column]) => column)].map(number).join(', ')});
    create index if not exists ${table}_idx_dimension on ${table} (dimension, timestamp, org_id, dimension_value)`;
}
