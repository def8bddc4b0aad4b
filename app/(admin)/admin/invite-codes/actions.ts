'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeInviteCode } from '@/core/invite-codes/change-invite-code';
import { giveSlotBack } from '@/core/invite-codes/give-slot-back';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { formAction } from '@/server/form-action';
import { checked } from '../settings/form-values';

const terms = z.object({
  teamId: z.string().default(''),
  quota: z.coerce.number('Enter a whole number.'),
  lastDay: z.string().max(20).default(''),
  isActive: checked,
  note: z.string().default(''),
});

/** Leads to the page of the code. An empty code lets the portal draw one. */
export const issueInviteCodeAction = formAction(
  terms.extend({ code: z.string().max(200).default('') }),
  async (ctx, input) => {
    const { inviteCodeId } = await issueInviteCode(ctx, input);
    redirect(`/admin/invite-codes/${inviteCodeId}`);
  },
);

/** Team, quota, last day, note, and whether it still lets people in. */
export const changeInviteCodeAction = formAction(terms.extend({ inviteCodeId: z.string() }), async (ctx, input) => {
  await changeInviteCode(ctx, input);
  revalidatePath('/admin/invite-codes', 'layout');
  return 'Saved.';
});

const slot = z.object({ inviteCodeId: z.string(), userId: z.string() });

/** Lets the code be used once more, in the place of somebody who redeemed it. */
export const giveSlotBackAction = formAction(slot, async (ctx, input) => {
  await giveSlotBack(ctx, input);
  revalidatePath('/admin/invite-codes', 'layout');
  return 'The slot is free again.';
});
