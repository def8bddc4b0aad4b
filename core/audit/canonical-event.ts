import { type SQL, sql } from 'drizzle-orm';

/**
 * What a seal covers of an event: every column, as one JSON array in UTF-8. The same as the function
 * `audit_event_canonical` of the database, which is there for people with psql; written out here, so that who
 * exchanges the function changes nothing for those who verify. `event` names the event in the query.
 */
export function canonicalEvent(event: 'event' | 'other'): SQL<Buffer> {
  const at = (column: string) => sql.raw(`${event}.${column}`);
  return sql<Buffer>`convert_to(jsonb_build_array(
    ${at('id')}, to_char(${at('at')} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${at('event')},
    ${at('actor_kind')}, ${at('actor_id')}, ${at('actor_label')}, ${at('subject_kind')}, ${at('subject_id')},
    ${at('organization_id')}, ${at('detail')}, ${at('ip')}, ${at('request_id')})::text, 'UTF8')`;
}

/** What the first seal has in place of a hash before it. */
export const CHAIN_START = Buffer.alloc(32);
