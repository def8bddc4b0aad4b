import { inArray } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { inviteCodes } from '@/db/schema';
import type { Context } from '../context';
import { type DomainError, invalid } from '../errors';
import { userIdOf } from '../identity/actor';
import { inviteCodeDigest, inviteCodeDigests } from '../identity/invite-code';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { codeSeal, drawCode, parseOwnCode } from './code-word';
import { checkTerms, type InviteCodeTerms } from './terms';

/**
 * Makes an invite code: drawn here, or the admin's own word. Throws `invalid` beside the field that is wrong, also for
 * a word that another code has.
 */
export async function issueInviteCode(
  ctx: Context,
  input: InviteCodeTerms & { code: string },
): Promise<{ inviteCodeId: string }> {
  authorize(ctx.actor, 'inviteCode.manage');
  const code = input.code.trim() === '' ? drawCode() : parseOwnCode(input.code);
  const id = newId();
  try {
    return await mutate(ctx, async (unit) => {
      const terms = await checkTerms(unit, input);
      await refuseFiled(ctx, unit, code);
      await unit.tx.insert(inviteCodes).values({
        ...terms,
        id,
        codeDigest: inviteCodeDigest(ctx, code),
        codeSealed: ctx.secrets.seal(code, codeSeal(id)),
        createdBy: userIdOf(ctx.actor),
      });
      const { organizationId, teamId, quota, expiresAt } = terms;
      await unit.audit('invite_code.issued', { kind: 'invite_code', id, organizationId }, { teamId, quota, expiresAt });
      return { inviteCodeId: id };
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'invite_codes_digest') throw error;
    throw taken();
  }
}

/** Also a code that a previous PORTAL_SECRET filed, which the unique index cannot compare with this one. */
async function refuseFiled(ctx: Context, unit: Unit, code: string): Promise<void> {
  const [filed] = await unit.tx
    .select({ id: inviteCodes.id })
    .from(inviteCodes)
    .where(inArray(inviteCodes.codeDigest, inviteCodeDigests(ctx, code)));
  if (filed) throw taken();
}

function taken(): DomainError {
  return invalid('code', 'There is an invite code of this word already. Choose another one.');
}
