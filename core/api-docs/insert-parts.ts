import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import type { GoodDocument, JsonText } from './parsed-document';

/** Rows of one statement: a few megabytes of JSON, far from the database's time limit. */
const ROWS_MAX = 150;

/**
 * Writes a document's operations and schemas. Their JSON goes through as it came, text or bytes: parsing it here would make others wait.
 */
export async function insertParts(tx: Transaction, documentId: string, parsed: GoodDocument<JsonText>): Promise<void> {
  for (const rows of chunks(parsed.operations)) {
    await tx.execute(sql`insert into api_operations
      (id, document_id, slug, method, path, summary, tag, is_deprecated, position, content)
      select id, ${documentId}::uuid, slug, method, path, summary, tag, is_deprecated, position, content::jsonb
      from unnest(${column(rows, newId)}::uuid[], ${column(rows, ({ slug }) => slug)}::text[],
        ${column(rows, ({ method }) => method)}::text[], ${column(rows, ({ path }) => path)}::text[],
        ${column(rows, ({ summary }) => summary)}::text[], ${column(rows, ({ tag }) => tag)}::text[],
        ${column(rows, ({ isDeprecated }) => isDeprecated)}::boolean[],
        ${column(rows, ({ position }) => position)}::int[], ${contents(rows)})
      as given (id, slug, method, path, summary, tag, is_deprecated, position, content)`);
  }
  for (const rows of chunks(parsed.schemas)) {
    await tx.execute(sql`insert into api_schemas (document_id, name, content)
      select ${documentId}::uuid, name, content::jsonb
      from unnest(${column(rows, ({ name }) => name)}::text[], ${contents(rows)})
      as given (name, content)`);
  }
}

function chunks<T>(rows: readonly T[]): (readonly T[])[] {
  const count = Math.ceil(rows.length / ROWS_MAX);
  return Array.from({ length: count }, (_, index) => rows.slice(index * ROWS_MAX, (index + 1) * ROWS_MAX));
}

/** One value of every row, as one array parameter. */
function column<T, V>(rows: readonly T[], value: (row: T) => V) {
  return sql.param(rows.map((row) => value(row)));
}

/**
 * A parameter for each JSON: inside one array parameter every quote of them would be escaped here and read again there,
 * which takes longer than writing them.
 */
function contents(rows: readonly { content: JsonText }[]) {
  return sql`array[${sql.join(
    rows.map(({ content }) => sql`${sql.param(content)}::text`),
    sql`, `,
  )}]`;
}
