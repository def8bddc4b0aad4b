import { v7 } from 'uuid';

/** A new UUIDv7: unique, and sorted by the time it was made (RFC 9562). Not a secret: ids grant nothing. */
export function newId(): string {
  return v7();
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Whether a text from outside can be an id at all: PostgreSQL answers a malformed one with a fault, not with no row.
 */
export function isId(text: string): boolean {
  return ID.test(text);
}
