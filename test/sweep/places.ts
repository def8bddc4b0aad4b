import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Somewhere that a secret may have got to. */
export type Place = { name: string; text: Uint8Array };

const ROWS_AT_ONCE = 2_000;
const PICTURE = /\.(?:png|webm|ico|woff2?)$/;

/** Every row of every table of a database, whosever schema it is, bytes as hex. */
export async function* rowsOf(url: string): AsyncGenerator<Place> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const { rows: tables } = await client.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
      order by 1`);
    for (const { name } of tables) {
      await client.query(`declare sweep cursor for select to_json(t)::text as text from ${name} t`);
      for (;;) {
        const { rows } = await client.query<{ text: string }>(`fetch ${ROWS_AT_ONCE} from sweep`);
        if (rows.length === 0) break;
        yield { name: `table ${name}`, text: Buffer.from(rows.map(({ text }) => text).join('\n')) };
      }
      await client.query('close sweep');
    }
  } finally {
    await client.end();
  }
}

/** Every file at or below a path, but pictures; nothing where there is none. */
export function* filesOf(root: string): Generator<Place> {
  for (const name of namesBelow(root)) {
    const file = path.join(root, name);
    if (!PICTURE.test(name)) yield { name: `file ${file}`, text: readFileSync(file) };
  }
}

function namesBelow(root: string): string[] {
  try {
    if (!lstatSync(root).isDirectory()) return [''];
  } catch {
    return [];
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    lstatSync(path.join(root, name)).isFile(),
  );
}
