import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** A role of the database and what it could do to the log. */
export type RightsOverLog = {
  role: string;
  /** In words, each a way to change what was written down. */
  ways: string[];
};

/** What the role of this connection could do to the audit log and its seals, beside adding to them. */
export async function rightsOverLog(db: Pick<Database, 'execute'>): Promise<RightsOverLog> {
  const { rows } = await db.execute<{
    role: string;
    isSuperuser: boolean;
    isOwner: boolean;
    ownsSchema: boolean;
    ownsDatabase: boolean;
    privileges: string[] | null;
  }>(sql`
    select current_user as role,
      (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
      bool_or(pg_has_role(t.relowner, 'usage')) as "isOwner",
      bool_or(pg_has_role(s.nspowner, 'usage')) as "ownsSchema",
      (select pg_has_role(datdba, 'usage') from pg_database where datname = current_database()) as "ownsDatabase",
      (select array_agg(distinct p order by p) from unnest(array['DELETE', 'TRIGGER', 'TRUNCATE', 'UPDATE']) p
        where has_table_privilege('audit_events', p) or has_table_privilege('audit_seals', p)
          or (p = 'UPDATE' and (has_any_column_privilege('audit_events', p)
            or has_any_column_privilege('audit_seals', p)))) as privileges
    from pg_class t join pg_namespace s on s.oid = t.relnamespace
    where t.oid in ('audit_events'::regclass, 'audit_seals'::regclass)`);
  const found = rows[0];
  if (!found) throw new Error('rightsOverLog: no answer');
  const { role, isSuperuser, isOwner, ownsSchema, ownsDatabase, privileges } = found;
  if (isSuperuser) return { role, ways: ['it is a superuser'] };
  return {
    role,
    ways: [
      ...(isOwner ? ['it owns the tables'] : []),
      ...(ownsSchema && !isOwner ? ['it owns the schema'] : []),
      ...(ownsDatabase && !isOwner ? ['it owns the database'] : []),
      ...(privileges && !isOwner ? [`it holds ${privileges.join(', ')}`] : []),
    ],
  };
}
