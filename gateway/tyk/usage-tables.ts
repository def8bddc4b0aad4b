import pg from 'pg';
import { z } from 'zod';
import {
  USAGE_CODES,
  type UsageCode,
  type UsageFigure,
  type UsageFigures,
  type UsageUnavailable,
} from '@/core/ports/usage';
import { DIMENSIONS, USAGE_TABLE } from './usage-columns';
import { usageStatement } from './usage-query';

/** A page waits for it: no longer than for the portal's own database. Waiting for a free connection counts, too. */
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 5_000;
/** After a failure nobody waits again for this long. */
const REST_MS = 10_000;
const CONNECTIONS_MAX = 6;
/** How long the list of tables is believed; a sharding pump makes one a day. */
const TABLES_KEPT_MS = 60_000;
/** A pump files a call under the day of its own clock, which may be in another time zone. */
const SHARD_MARGIN_MS = 86_400_000;

/** The figures of a Tyk Pump (`sql_aggregate`, PostgreSQL), and the connections to them. */
export type UsageTables = UsageFigures & { close(): Promise<void> };

/**
 * Reads `tyk_aggregated` and its daily tables; writes nothing: the connections refuse to. `onTrouble` hears why there
 * are no figures, once for each rest.
 */
export function createUsageTables(url: string, onTrouble: (error: unknown) => void): UsageTables {
  const pool = openReadOnlyPool(url);
  let restsUntilMs = 0;
  const tables = createTableList(pool);

  async function attempt<T>(read: (names: readonly string[]) => Promise<T>): Promise<T | UsageUnavailable> {
    if (Date.now() < restsUntilMs) return { outcome: 'unavailable', reason: 'no answer a moment ago' };
    try {
      return await readFresh(tables, read);
    } catch (error) {
      if (Date.now() >= restsUntilMs) onTrouble(error);
      restsUntilMs = Date.now() + REST_MS;
      return { outcome: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    tally: (question) =>
      attempt(async (names) => {
        const within = tablesBetween(names, question.from, question.until);
        const isEmpty = question.names !== 'all' && question.names.length === 0;
        if (within.length === 0 || isEmpty) return { outcome: 'figures', figures: [] };
        const { rows } = await pool.query(usageStatement(within, question));
        return { outcome: 'figures', figures: rows.map(toFigure) };
      }),
    reach: (apiIds) =>
      attempt(async (names) => {
        if (names.length === 0 || apiIds.length === 0) return { outcome: 'figures', first: null, last: null };
        const each = names.map(
          (name) => `select timestamp from ${name} where dimension = $1 and dimension_value = any($2)`,
        );
        const { rows } = await pool.query(
          `select min(timestamp)::float8 as first, max(timestamp)::float8 as last from (${each.join(' union all ')}) seen`,
          [DIMENSIONS.apis, apiIds],
        );
        const { first, last } = reachRow.parse(rows[0]);
        return { outcome: 'figures', first: instant(first), last: instant(last) };
      }),
    close: () => pool.end(),
  };
}

type TableList = {
  known(): Promise<readonly string[]>;
  /** True when there was a list. */
  forget(): boolean;
};

/** The tables' names, read now and then. */
function createTableList(pool: ReturnType<typeof openReadOnlyPool>): TableList {
  let tables: { names: readonly string[]; untilMs: number } | null = null;
  return {
    async known() {
      if (tables && tables.untilMs > Date.now()) return tables.names;
      const { rows } = await pool.query<{ name: string }>(TABLES, [USAGE_TABLE]);
      const names = rows.map(({ name }) => name);
      // Until there is one, its coming is waited for.
      tables = names.length > 0 ? { names, untilMs: Date.now() + TABLES_KEPT_MS } : null;
      return names;
    },
    forget() {
      const wasListed = tables !== null;
      tables = null;
      return wasListed;
    },
  };
}

/** A daily table may have been dropped since it was listed: then the list is read again. */
async function readFresh<T>(tables: TableList, read: (names: readonly string[]) => Promise<T>): Promise<T> {
  try {
    return await read(await tables.known());
  } catch (error) {
    const wasListed = tables.forget();
    if (!wasListed || !isUnknownTable(error)) throw error;
    return read(await tables.known());
  }
}

function isUnknownTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42P01';
}

function openReadOnlyPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + CONNECT_TIMEOUT_MS,
    options: '-c default_transaction_read_only=on',
    application_name: 'portico usage',
    allowExitOnIdle: true,
  });
  // An idle connection that broke is replaced by the next question; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** Quoted with their schema, as far as the search path finds them. */
const TABLES = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and pg_table_is_visible(c.oid)
    and c.relname ~ ('^' || $1 || '(_[0-9]{8})?$') order by 1`;

/** The one table, and those of the days in question. */
function tablesBetween(names: readonly string[], from: Date, until: Date): readonly string[] {
  const first = from.getTime() - SHARD_MARGIN_MS;
  const last = until.getTime() + SHARD_MARGIN_MS;
  return names.filter((name) => {
    const day = /_(\d{4})(\d{2})(\d{2})"?$/.exec(name);
    if (!day) return true;
    const at = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
    return at >= first - SHARD_MARGIN_MS && at <= last;
  });
}

const reachRow = z.object({ first: z.number().nullable(), last: z.number().nullable() });

const codeColumns = Object.fromEntries(USAGE_CODES.map((code) => [`code_${code}`, z.number()])) as Record<
  `code_${UsageCode}`,
  z.ZodNumber
>;
const figureRow = z.object({
  name: z.string().nullable(),
  api: z.string().nullable(),
  // PostgreSQL's bigint comes as text.
  at: z.coerce.number().nullable(),
  calls: z.number(),
  succeeded: z.number(),
  errors: z.number(),
  latency: z.number(),
  last_call: z.date(),
  ...codeColumns,
});

function toFigure(row: unknown): UsageFigure {
  const read = figureRow.parse(row);
  const codes = Object.fromEntries(USAGE_CODES.map((code) => [code, read[`code_${code}`]])) as UsageFigure['codes'];
  return {
    name: read.name,
    apiId: read.api,
    at: instant(read.at),
    calls: read.calls,
    succeeded: read.succeeded,
    errors: read.errors,
    latencyMs: read.latency,
    lastCallAt: read.last_call,
    codes,
  };
}

function instant(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000);
}
