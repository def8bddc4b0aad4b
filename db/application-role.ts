import pg from 'pg';

/** Two URLs that ought to lead to one database lead to different ones. */
export class OtherDatabaseError extends Error {
  override name = 'OtherDatabaseError';
  constructor() {
    super('the two URLs name different databases');
  }
}

/**
 * As whom `url` leads into the database in which the caller holds the advisory lock `held`: the database knows it better
 * than the URL. A lock is of one database, so whoever can take it is in another: throws `OtherDatabaseError`.
 */
export async function applicationRole(url: string, held: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; isElsewhere: boolean }>(
      'select current_user as role, pg_try_advisory_xact_lock($1) as "isElsewhere"',
      [held],
    );
    if (rows[0]?.isElsewhere !== false) throw new OtherDatabaseError();
    return rows[0].role;
  } finally {
    await client.end();
  }
}
