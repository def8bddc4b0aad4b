import type { Context } from '../context';
import { DomainError, invalid } from '../errors';
import type { RowResult } from '../form-state';
import { inviteTeammate } from './invite-teammate';
import { LINES_MAX, type PastedLine, parseLines } from './parse-lines';

type Paste = {
  organizationId: string;
  /** Addresses as they were pasted; see `parseLines`. */
  lines: string;
  role: 'super_admin' | 'team_member';
  teamIds: readonly string[];
};

/**
 * Invites up to fifty pasted addresses, each by itself: one that is refused stops none of the others, and each has its
 * result. Throws `invalid` for `lines` when there is none or too many of them, and what concerns all of them:
 * `not_found`, `forbidden`.
 */
export async function inviteMany(ctx: Context, input: Paste): Promise<{ results: RowResult[] }> {
  const { lines, ...place } = input;
  const pasted = parseLines(lines);
  if (pasted.length === 0) throw invalid('lines', 'Paste at least one email address.');
  if (pasted.length > LINES_MAX) throw invalid('lines', `Invite at most ${LINES_MAX} people at a time.`);
  const results: RowResult[] = [];
  for (const line of pasted) results.push(await inviteOne(ctx, place, line));
  return { results };
}

async function inviteOne(ctx: Context, place: Omit<Paste, 'lines'>, line: PastedLine): Promise<RowResult> {
  const { given, email, firstName, lastName } = line;
  if (email === null) return { name: given, message: 'This is not one email address.', isRefused: true };
  try {
    await inviteTeammate(ctx, { ...place, email, firstName, lastName });
    return { name: email, message: 'Invited.', isRefused: false };
  } catch (error) {
    const isOfThisLine = error instanceof DomainError && !['not_found', 'forbidden'].includes(error.code);
    if (!isOfThisLine) throw error;
    return { name: email, message: Object.values(error.fieldErrors).flat()[0] ?? error.message, isRefused: true };
  }
}
