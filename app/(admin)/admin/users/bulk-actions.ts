'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeMany, type UserAct } from '@/core/members/change-many';
import { countBelongings } from '@/core/members/count-belongings';
import { formAction, type Told } from '@/server/form-action';
import { type BulkAct, didWord, effectsOf, TYPED_TO_DELETE } from './bulk';

/** One chosen box is a text, several are a list, none is nothing. */
const chosen = z
  .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
  .optional()
  .transform((ids) => ids ?? []);

/** `ask:` shows what an act would do; `do:` does it; both name it. `asked` are the rows that were asked about. */
const bulk = z.object({
  ids: chosen,
  asked: chosen,
  press: z.enum([
    'do:activate',
    'do:invite',
    'ask:deactivate',
    'ask:move',
    'ask:delete',
    'do:deactivate',
    'do:move',
    'do:delete',
    'cancel',
  ]),
  suspendPersonalKeys: z.literal('on').optional(),
  organizationId: z.string().default(''),
  movedApps: z.enum(['take_along', 'leave', 'end']).default('take_along'),
  leftApps: z.enum(['hand_over', 'end']).default('hand_over'),
  typed: z.string().default(''),
});
type Bulk = z.infer<typeof bulk>;

export const changeUsersAction = formAction(bulk, async (ctx, input): Promise<Told> => {
  if (input.press === 'cancel') return 'Nothing was changed.';
  const [step, act] = input.press.split(':') as ['ask' | 'do', BulkAct];
  const ids = input.asked.length > 0 && step === 'do' ? input.asked : input.ids;
  const missing = step === 'do' ? missingFor(act, input) : '';
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
