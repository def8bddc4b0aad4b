import { eq } from 'drizzle-orm';
import { register } from '@/core/identity/register';
import { changeInviteCode } from '@/core/invite-codes/change-invite-code';
import { giveSlotBack } from '@/core/invite-codes/give-slot-back';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { switchInviteCodeOff } from '@/core/invite-codes/switch-invite-code-off';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';
import { contextFor } from '../harness';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const onlyRunners = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });
const terms = (world: World) => ({ teamId: world.backend.id, quota: 3, lastDay: null, isActive: true, note: '' });

/** A code with one slot used. */
async function usedCode(db: Database, world: World): Promise<{ inviteCodeId: string; userId: string }> {
  const code = 'AUTHORIZED-PEOPLE';
  const { inviteCodeId } = await issueInviteCode(contextFor(db, world.alan), { ...terms(world), code });
  const [email, password] = ['nina@newcomer.test', 'correct horse battery'];
  const names = { firstName: 'Nina', lastName: 'Newcomer' };
  await register(contextFor(db), { email, password, ...names, inviteCode: code, signUp: {}, acceptsTerms: false });
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return { inviteCodeId, userId: user?.id ?? '' };
}

/** Verbs about invite codes. */
export const inviteCodes: Row[] = [
  row({
    verb: 'issueInviteCode',
    stage: nothing,
    act: (ctx, _stage, world) => issueInviteCode(ctx, { ...terms(world), code: '' }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changeInviteCode',
    stage: usedCode,
    act: (ctx, { inviteCodeId }, world) => changeInviteCode(ctx, { ...terms(world), inviteCodeId }),
    expected: onlyRunners,
  }),
  row({ verb: 'switchInviteCodeOff', stage: usedCode, act: switchInviteCodeOff, expected: onlyRunners }),
  row({ verb: 'giveSlotBack', stage: usedCode, act: giveSlotBack, expected: onlyRunners }),
];
