import { systemActor } from '@/core/identity/actor';
import { giveUpSeals } from '@/core/secrets/give-up-seals';
import { wiring } from '@/server/wiring';
import { describeGivenUp } from './describe-given-up';
import { readOptions } from './read-options';

/** After PORTAL_SECRET was lost: tells what no secret opens, and with `--fix` lets it go. Exits 1 when something is left. */
export async function run(args: string[]): Promise<number> {
  const { fix, json } = readOptions('give-up-seals', args).values;
  const { contextFor, close } = wiring();
  try {
    const given = await giveUpSeals(contextFor(systemActor('portal give-up-seals')), { fix });
    const isDone = given.every(({ left }) => left.length === 0);
    if (json) console.log(JSON.stringify({ isDone, given }, null, 2));
    else for (const line of describeGivenUp(given, fix)) console.log(line);
    return isDone ? 0 : 1;
  } finally {
    await close();
  }
}
