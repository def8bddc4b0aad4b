import type { AdminActor, DeveloperActor } from '@/core/identity/actor';

/** The people of the demo, as the actors that they would be when logged in. */
export type Cast = {
  /** Throws for a name that nobody has: a mistake in the demo's data. */
  developer(key: string): DeveloperActor;
  admin(key: string): AdminActor;
};

/** Something that the demo's data names. Throws when it does not exist. */
export function named<T>(all: ReadonlyMap<string, T>, key: string): T {
  const found = all.get(key);
  if (found === undefined) throw new Error(`the demo data has no ${key}`);
  return found;
}

const DAY_MS = 86_400_000;

/** The moment so many days before now; fractions are hours. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** The date so many days before now, as `YYYY-MM-DD`. */
export function dateBefore(now: Date, days: number): string {
  return daysBefore(now, days).toISOString().slice(0, 10);
}
