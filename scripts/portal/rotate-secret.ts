import type { Context } from '@/core/context';
import { systemActor } from '@/core/identity/actor';
import { readOldNeeds } from '@/core/secrets/read-old-needs';
import { rotateSecret } from '@/core/secrets/rotate-secret';
import { env } from '@/server/env';
import { wiring } from '@/server/wiring';
import { CommandError } from './command-error';
import { describeRotation } from './describe-rotation';
import { readOptions } from './read-options';

/**
 * Seals everything with today's PORTAL_SECRET and says what still needs the previous one. Exits 1 when something was
 * left: rows that nobody could open, or that others held all the time.
 */
export async function run(args: string[]): Promise<number> {
  const { json } = readOptions('rotate-secret', args).values;
  const { PORTAL_SECRET, PORTAL_SECRET_PREVIOUS } = env();
  if (PORTAL_SECRET_PREVIOUS.every((previous) => previous === PORTAL_SECRET)) {
    throw new CommandError(
      'There is nothing to change over to: PORTAL_SECRET_PREVIOUS is not set. Put the secret that was used until now there, ' +
        'and the new one into PORTAL_SECRET, for every process of the portal (docs/operations.md).',
    );
  }
  const { contextFor, keyForms, close } = wiring();
  try {
    const ctx: Context = contextFor(systemActor('portal rotate-secret'));
    const rotated = await rotateSecret(ctx, { keyForms });
    const needs = await readOldNeeds(ctx);
    const isDone = rotated.every(({ held, shut }) => held === 0 && shut.length === 0);
    if (json) console.log(JSON.stringify({ isDone, rotated, previousIsNeededFor: needs }, null, 2));
    else for (const line of describeRotation(rotated, needs)) console.log(line);
    return isDone ? 0 : 1;
  } finally {
    await close();
  }
}
