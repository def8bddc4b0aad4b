import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { organizations, teams } from '@/db/schema';

/** Ids that lines stand for, or what is wrong with the lines. */
export type Found = { ids: string[]; problem: string | null };

const LINES_MAX = 200;

/** The organizations of these names; an id only where the rule named it before. A rejected one's name is nobody's. */
export async function findOrganizations(
  tx: Transaction,
  lines: readonly string[],
  before: readonly string[] = [],
): Promise<Found> {
  return find(lines, before, async (names) => {
    const { id, name, status } = organizations;
    return tx
      .select({ id, name })
      .from(organizations)
      .where(and(inArray(name, names), ne(status, 'rejected')));
  });
}

/** The teams of lines such as *Acme / Backend*. */
export async function findTeams(
  tx: Transaction,
  lines: readonly string[],
  before: readonly string[] = [],
): Promise<Found> {
  return find(lines, before, async (names) => {
    const name = sql<string>`${organizations.name} || ' / ' || ${teams.name}`;
    return tx
      .select({ id: teams.id, name })
      .from(teams)
      .innerJoin(organizations, eq(organizations.id, teams.organizationId))
      .where(and(inArray(name, names), ne(organizations.status, 'rejected')));
  });
}

async function find(
  given: readonly string[],
  before: readonly string[],
  read: (names: string[]) => Promise<{ id: string; name: string }[]>,
): Promise<Found> {
  const lines = [...new Set(given.map((line) => line.normalize('NFC').trim().replace(/\s+/g, ' ')).filter(Boolean))];
  if (lines.length > LINES_MAX) return { ids: [], problem: `Write at most ${LINES_MAX} lines.` };
  const gone = lines.filter((line) => isId(line) && before.includes(line));
  const named = lines.filter((line) => !gone.includes(line));
  const rows = named.length > 0 ? await read(named) : [];
  const there = new Map<string, string[]>();
  for (const { id, name } of rows) there.set(name, [...(there.get(name) ?? []), id]);
  const missing = named.find((line) => !there.has(line));
  if (missing) return { ids: [], problem: `“${missing.slice(0, 80)}” is not known. Write its name as it is shown.` };
  return { ids: [...gone, ...named.flatMap((line) => there.get(line) ?? [])], problem: null };
}
