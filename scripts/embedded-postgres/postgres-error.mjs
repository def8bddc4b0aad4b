/** What stops the embedded PostgreSQL and what the person can do about it, in one line. */
export class PostgresError extends Error {
  name = 'PostgresError';
}
