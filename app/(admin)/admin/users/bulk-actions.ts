'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeMany, type UserAct } from '@/core/members/change-many';
import { countBelongings } from '@/core/members/count-belongings';
import { formAction, type Told } from '@/server/form-action';
import { type BulkAct, didWord, effectsOf, TYPED_TO_DELETE } from './bulk';
import { chosenIds } from './role-and-teams';

/**
 * Which button was pressed. `do` and `ask` are about the rows that are chosen now; `confirm` is about those of the
 * question, `asked`, whatever has been chosen since.
 */
const presses = [
  'do:activate',
  'do:invite',
  'ask:deactivate',
  'ask:move',
  'ask:delete',
  'confirm:deactivate',
  'confirm:move',
  'confirm:delete',
  'cancel',
] as const;

const bulk = z.object({
  ids: chosenIds,
  asked: chosenIds,
  press: z.enum(presses),
  suspendPersonalKeys: z.literal('on').optional(),
  organizationId: z.string().default(''),
  movedApps: z.enum(['take_along', 'leave', 'end']).default('take_along'),
  leftApps: z.enum(['hand_over', 'end']).default('hand_over'),
  typed: z.string().default(''),
});
type Bulk = z.infer<typeof bulk>;

/** One act for many: what cannot be undone is asked about first, with what it would end. See `presses`. */
export const changeUsersAction = formAction(bulk, async (ctx, input): Promise<Told> => {
  if (input.press === 'cancel') return 'Nothing was changed.';
  const [step, act] = input.press.split(':') as ['do' | 'ask' | 'confirm', BulkAct];
  const ids = step === 'confirm' ? input.asked : input.ids;
  const missing = step === 'confirm' ? missingFor(act, input) : '';
  if (ids.length > 0 && (step === 'ask' || missing)) {
    const found = await countBelongings(ctx, ids);
    return { message: missing, question: { act, ids, effects: effectsOf(act, found) } };
  }
  const results = await changeMany(ctx, { ids, act: wishOf(act, input) });
  revalidatePath('/admin', 'layout');
  const did = didWord(act);
  const done = results.filter(({ refusal }) => refusal === null).length;
  return {
    message: `${did} ${done} of ${results.length}.`,
    results: results.map(({ name, refusal }) => ({
      name,
      message: refusal ?? `${did}.`,
      isRefused: refusal !== null,
    })),
  };
});

/** What the question still lacks, in words; it is asked again then, with the rows still chosen. */
function missingFor(act: BulkAct, { organizationId, typed }: Bulk): string {
  if (act === 'move' && !z.uuid().safeParse(organizationId).success) return 'Choose the organization to move them to.';
  if (act === 'delete' && typed.trim().toLowerCase() !== TYPED_TO_DELETE) {
    return `Type ${TYPED_TO_DELETE} to say that you mean it.`;
  }
  return '';
}

function wishOf(act: BulkAct, input: Bulk): UserAct {
  if (act === 'deactivate') return { kind: act, suspendPersonalKeys: input.suspendPersonalKeys === 'on' };
  if (act === 'move') return { kind: act, organizationId: input.organizationId, apps: input.movedApps };
  if (act === 'delete') return { kind: act, apps: input.leftApps };
  return { kind: act };
}
