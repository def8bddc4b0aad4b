import type { Database } from '@/db/client';

/** How many press at once in a race: with two, a missing lock is often not seen; with this many it is. */
export const CROWD = 16;

/** Everybody at once; answers who succeeded and how the others were refused. */
export async function crowd<T>(act: (index: number) => Promise<T>, size = CROWD) {
  const outcomes = await Promise.allSettled(Array.from({ length: size }, (_, index) => act(index)));
  return {
    won: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    refused: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])),
  };
}

/**
 * Opens the connections of a crowd, so that all of it starts at the same moment: opening one takes longer than a click.
 */
export async function gather(db: Database, people = 20): Promise<void> {
  await Promise.all(Array.from({ length: people }, () => db.execute('select pg_sleep(0.2)')));
}
