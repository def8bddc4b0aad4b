import pg from 'pg';
import { type Database, databaseOn } from '@/db/client';

/** A statement as it was asked, with the values for its parameters. */
export type Statement = { text: string; values: unknown[] };

/** One connection that remembers what it was asked. */
export type Recorder = {
  db: Database;
  client: pg.Client;
  /** What `work` asks the database, and how long it took in milliseconds. */
  watch(work: () => Promise<unknown>): Promise<{ ms: number; statements: Statement[]; answer: unknown }>;
  close(): Promise<void>;
};

/** Connects to a database and listens to what is asked of it. */
export async function openRecorder(url: string): Promise<Recorder> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let statements: Statement[] = [];
  const listening = new Proxy(client, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return (...given: unknown[]) => {
        if (name === 'query') statements.push(statementOf(given));
        return Reflect.apply(own, target, given);
      };
    },
  });
  return {
    db: databaseOn(listening),
    client,
    async watch(work) {
      statements = [];
      const started = performance.now();
      const answer = await work();
      return { ms: performance.now() - started, statements, answer };
    },
    close: () => client.end(),
  };
}

function statementOf([asked, values]: unknown[]): Statement {
  const own = typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked;
  return { text: String(own), values: Array.isArray(values) ? values : [] };
}

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
};

/** How many rows PostgreSQL looks at in tables that it reads one row after the other for this statement, by table. */
export async function rowsScanned(client: pg.Client, { text, values }: Statement): Promise<Map<string, number>> {
  const scanned = new Map<string, number>();
  const look = (plan: Plan): void => {
    const table = plan['Node Type'] === 'Seq Scan' ? plan['Relation Name'] : undefined;
    if (table) {
      const rows = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
      scanned.set(table, Math.max(rows, scanned.get(table) ?? 0));
    }
    for (const part of plan.Plans ?? []) look(part);
  };
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
    text: `explain (analyze, timing off, format json) ${text}`,
    values,
  });
  for (const { Plan: plan } of rows[0]?.['QUERY PLAN'] ?? []) look(plan);
  return scanned;
}
