import type pg from 'pg';
import { fillOffer } from './fill-offer';
import { fillPeople } from './fill-people';
import { fillRequests } from './fill-requests';
import { ID_FUNCTION } from './ids';
import type { Sizes } from './sizes';

/**
 * Fills an empty database that has the first migration (it may have later ones) with a portal of these sizes, by SQL
 * alone: every row is a function of its number, so that two of one size are the same. A fifth of the developers are in
 * the default organization, the others in organizations of about sixteen. Throws what PostgreSQL says.
 */
export async function fill(client: pg.ClientBase, sizes: Sizes, say: (text: string) => void = () => {}): Promise<void> {
  for (const statement of [ID_FUNCTION, ...fillOffer(), ...fillPeople(sizes), ...fillRequests(sizes)]) {
    const started = performance.now();
    const { rowCount } = await client.query(statement);
    const table = /insert into (\w+)/.exec(statement)?.[1];
    if (table) say(`  ${table}: ${rowCount} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}
