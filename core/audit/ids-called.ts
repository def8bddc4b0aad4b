import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { invalid } from '../errors';
import { searchWords } from '../keyset';
import type { AuditSubjectKind } from './subject-kinds';

/** With more of them than this the filter says too little. */
const CALLED_MAX = 200;

type Named = { from: SQL; id: SQL; name: SQL };

const person = sql`(person.first_name || ' ' || person.last_name || ' ' || person.email)`;
/** What has a name that people know. A request and a key are called by their app. */
const named = {
  user: { from: sql`users person`, id: sql`person.id`, name: person },
  organization: { from: sql`organizations company`, id: sql`company.id`, name: sql`company.name` },
  team: { from: sql`teams team`, id: sql`team.id`, name: sql`team.name` },
  app: { from: sql`apps app`, id: sql`app.id`, name: sql`app.name` },
  access_request: {
    from: sql`access_requests asked join apps app on app.id = asked.app_id`,
    id: sql`asked.id`,
    name: sql`app.name`,
  },
  credential: {
    from: sql`credentials made join apps app on app.id = made.app_id`,
    id: sql`made.id`,
    name: sql`app.name`,
  },
  gateway: { from: sql`gateways gateway`, id: sql`gateway.id`, name: sql`gateway.name` },
  product: { from: sql`products product`, id: sql`product.id`, name: sql`product.display_name` },
  guide: { from: sql`product_guides guide`, id: sql`guide.id`, name: sql`guide.title` },
  plan: { from: sql`plans plan`, id: sql`plan.id`, name: sql`plan.display_name` },
  catalog: { from: sql`catalogs shelf`, id: sql`shelf.id`, name: sql`shelf.display_name` },
  page: { from: sql`pages written`, id: sql`written.id`, name: sql`written.title` },
  webhook: { from: sql`webhook_endpoints hook`, id: sql`hook.id`, name: sql`(hook.name || ' ' || hook.url)` },
  api_token: { from: sql`api_tokens token`, id: sql`token.id`, name: sql`token.name` },
} satisfies Partial<Record<AuditSubjectKind, Named>>;

type NamedKind = keyof typeof named;

/** Whether things of this kind can be asked for by name. */
export function isNamedKind(kind: string): kind is NamedKind {
  return Object.hasOwn(named, kind);
}

/**
 * The ids of what is called so, of one kind or, with null, of all that has a name. Throws `invalid` at `field` where too
 * many are.
 */
export async function idsCalled(
  db: Pick<Database, 'execute'>,
  input: { kind: NamedKind | null; words: string; field: string },
): Promise<string[]> {
  const kinds = input.kind ? [input.kind] : (Object.keys(named) as NamedKind[]);
  const looks = kinds.map((kind) => {
    const { from, id, name }: Named = named[kind];
    return sql`(select ${id} as id from ${from} where ${sql.join(searchWords(name, input.words), sql` and `)}
      limit ${CALLED_MAX + 1})`;
  });
  const { rows } = await db.execute<{ id: string }>(sql.join(looks, sql` union all `));
  if (rows.length <= CALLED_MAX) return rows.map(({ id }) => id);
  throw invalid(input.field, `More than ${CALLED_MAX} are called so. Write more of the name, or the id.`);
}
