import { tracing } from './tracing';

/** As much of a connection of `pg` as is stepped between. */
type Client = { query(...asked: never[]): unknown };
type Pool = {
  on(event: 'connect', hear: (client: Client) => void): unknown;
  connect(...asked: never[]): unknown;
};
type Called = (...asked: unknown[]) => unknown;

/** `update "api_documents" set …`: what is done, and to what first. */
const FIRST_WORD = /^\s*(\w+)/;
const FIRST_TABLE = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_]\w*)"?/i;
const TEXT_MAX = 2_000;

/** Makes each statement over this pool a span: its text, which has placeholders and no values. Call it before first use. */
export function traceSql(pool: Pool): void {
  const connect = pool.connect as Called;
  // A connection that somebody waited for is handed over by whoever gives it back, in the middle of their own work.
  pool.connect = (...asked: unknown[]) => {
    const bind = tracing()?.bind ?? ((given: unknown) => given);
    return Reflect.apply(connect, pool, asked.map(bind));
  };
  pool.on('connect', (client) => {
    const query = client.query as Called;
    client.query = (...asked: unknown[]) => tracedQuery(asked, () => Reflect.apply(query, client, asked));
  });
}

/** `asked` is what `pg` is called with: a text or an object with one, then values, then perhaps a callback. */
function tracedQuery(asked: unknown[], ask: () => unknown): unknown {
  const traces = tracing();
  const text = textOf(asked[0]);
  if (!traces?.isInside() || text === null) return ask();
  const operation = (FIRST_WORD.exec(text)?.[1] ?? 'sql').toUpperCase();
  const table = FIRST_TABLE.exec(text)?.[1];
  const span = traces.start(table ? `${operation} ${table}` : operation, 'client', {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': text.slice(0, TEXT_MAX),
  });
  const over = (error: unknown) => {
    if (error) span.fail(codeOf(error));
    span.end();
  };
  const last = asked.at(-1);
  if (typeof last === 'function') {
    const told = traces.bind(last);
    asked[asked.length - 1] = (error: unknown, result: unknown) => {
      over(error);
      told(error, result);
    };
    return ask();
  }
  const answer = ask();
  if (answer instanceof Promise) answer.then(() => over(null), over);
  else span.end();
  return answer;
}

function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  const text: unknown = typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'text') : null;
  return typeof text === 'string' ? text : null;
}

/** PostgreSQL's code; its message can quote a value. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'string' ? code : 'Error';
}
