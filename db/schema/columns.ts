import { sql } from 'drizzle-orm';
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../ids';

/** Primary key, UUIDv7. */
export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => newId());

/** An instant, with time zone; microseconds in the database, milliseconds in JavaScript. */
export const instant = () => timestamp({ withTimezone: true });

/** When the row was made, by the database's clock. */
export const createdAt = () => instant().notNull().default(sql`now()`);

/** Bytes: sealed secrets, digests, token hashes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
