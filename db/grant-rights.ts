import type pg from 'pg';

/** What only grows: the portal adds to it and reads it, and nothing else. */
const APPEND_ONLY = ['audit_events', 'audit_seals'] as const;
const SCHEMAS = ['public', 'graphile_worker'] as const;

/**
 * Gives the role under which the portal runs what it needs of the tables that another role, `owner`'s, owns: all rows of
 * all tables, except that it can neither change nor remove anything in the audit log. Harmless twice.
 */
export async function grantRights(owner: Pick<pg.ClientBase, 'query'>, role: string): Promise<void> {
  const { rows } = await owner.query<{ isItself: boolean }>('select current_user = $1 as "isItself"', [role]);
  if (rows[0]?.isItself) return;
  const to = quoted(role);
  for (const schema of SCHEMAS) {
    await owner.query(`grant usage on schema ${schema} to ${to}`);
    await owner.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${to}`);
    await owner.query(`grant usage, select on all sequences in schema ${schema} to ${to}`);
    await owner.query(`grant execute on all functions in schema ${schema} to ${to}`);
  }
  await owner.query(`grant usage on schema drizzle to ${to}`);
  await owner.query(`grant select on all tables in schema drizzle to ${to}`);
  for (const table of APPEND_ONLY) {
    await owner.query(`revoke all on public.${table} from ${to}`);
    await owner.query(`grant select, insert on public.${table} to ${to}`);
  }
  await openJobs(owner, role);
}

/** The job queue hides its rows from everybody but their owner, unless a policy says who sees them. */
async function openJobs(owner: Pick<pg.ClientBase, 'query'>, role: string): Promise<void> {
  const hidden = await owner.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity`,
  );
  for (const { name } of hidden.rows) {
    await owner.query(`drop policy if exists portico_application on graphile_worker.${name}`);
    await owner.query(
      `create policy portico_application on graphile_worker.${name} to ${quoted(role)} using (true) with check (true)`,
    );
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
