import type { Context } from '../context';
import { conflict, type DomainError } from '../errors';
import { deadLinkLimits, throttleAll } from './attempt-limits';
import { peekToken, type TokenPurpose } from './tokens';

/** Unknown, used, replaced and expired look alike. */
export function deadLink(): DomainError {
  return conflict('This link does not work any more: it was used already, or it is too old. Ask for a new one.');
}

/** Refuses a token that leads nowhere, and counts the attempt. Throws `conflict`, or `too_many` after many of them. */
export async function refuseDeadLink(
  ctx: Context,
  input: { purpose: TokenPurpose; token: string },
): Promise<{ subjectId: string }> {
  const live = await peekToken(ctx.db, input);
  if (live) return live;
  await throttleAll(ctx, deadLinkLimits(ctx));
  throw deadLink();
}
