import { type SQL, sql } from 'drizzle-orm';

/** What decides when a key may be renewed. */
type Expiring = { expiresAt: Date | null; lifetimeDays: number | null };

const DAY_MS = 86_400_000;

/**
 * From when on a key may be renewed, and its holder is told that it ends: so many days before the end, for keys with a
 * short life in their second half. Null for a key that does not expire.
 */
export function renewalOpensAt({ expiresAt, lifetimeDays }: Expiring, mailDays: number): Date | null {
  if (!expiresAt) return null;
  const days = lifetimeDays === null ? mailDays : Math.min(mailDays, lifetimeDays / 2);
  return new Date(expiresAt.getTime() - days * DAY_MS);
}

/** The same of `credentials` rows, by the database's clock. */
export function renewalIsOpen(mailDays: number): SQL {
  return sql`credentials.expires_at is not null and credentials.expires_at - make_interval(secs => 86400 * least(
    ${mailDays}::float8, coalesce((credentials.wanted ->> 'lifetimeDays')::float8 / 2, ${mailDays}::float8))) <= now()`;
}
