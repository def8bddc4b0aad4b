import { type SQL, sql } from 'drizzle-orm';
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

/** Words to search in, kept by the database beside the texts that they are of. */
export const words = (of: SQL) =>
  customType<{ data: string }>({ dataType: () => 'tsvector' })()
    .notNull()
    .generatedAlwaysAs(of);

/** Bytes: sealed secrets, digests, token hashes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
