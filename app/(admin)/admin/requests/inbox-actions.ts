'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { actOnMany, type InboxAct } from '@/core/inbox/act-on-many';
import { assignRequest } from '@/core/inbox/assign-request';
import { deleteInboxFilter } from '@/core/inbox/delete-filter';
import { type Matter, readMatter } from '@/core/inbox/matter';
import { saveInboxFilter } from '@/core/inbox/save-filter';
import { declineDeveloper } from '@/core/members/decline-developer';
import { formAction } from '@/server/form-action';
import { NOBODY } from './nobody';

/** Who waits is counted in the frame of every admin page. */
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

/** One chosen box is a text, several are a list, none is nothing; what names no matter is left out. */
const chosen = z
  .union([z.string().transform((name) => [name]), z.array(z.string())])
  .optional()
  .transform((names): Matter[] => (names ?? []).flatMap((name) => readMatter(name) ?? []));
/** An admin's id, or the word for nobody. */
const holder = z.union([z.literal(NOBODY).transform(() => null), z.uuid()]);

const many = z
  .object({
    ids: chosen,
    act: z.enum(['approve', 'decline', 'assign']),
    reason: z.string().default(''),
    assignee: holder.optional().catch(undefined),
  })
  .refine(({ act, assignee }) => act !== 'assign' || assignee !== undefined, {
    path: ['assignee'],
    message: 'Choose who takes care of them.',
  });

const DID = { approve: 'Approved', decline: 'Declined', assign: 'Assigned' } as const;

/** Does one thing to the chosen matters, each for itself, and answers line by line what became of it. */
export const actOnManyAction = formAction(many, async (ctx, { ids: matters, ...asked }) => {
  const results = await actOnMany(ctx, { matters, act: actOf(asked) });
  refresh();
  const done = results.filter(({ refusal }) => refusal === null).length;
  return {
    message: `${DID[asked.act]} ${done} of ${results.length}.`,
    results: results.map(({ name, done: did, refusal }) => ({
      name,
      message: refusal ?? did,
      isRefused: refusal !== null,
    })),
  };
});

function actOf({ act, reason, assignee }: Omit<z.infer<typeof many>, 'ids'>): InboxAct {
  if (act === 'decline') return { kind: act, reason };
  if (act === 'assign') return { kind: act, assigneeId: assignee ?? null };
  return { kind: act };
}

const assignment = z.object({ requestId: z.uuid(), assignee: holder, was: holder });

/** Says who takes care of a request. `was` is who the page showed: of two who take it, one is told. */
export const assignRequestAction = formAction(assignment, async (ctx, { requestId, assignee, was }) => {
  const { name } = await assignRequest(ctx, { requestId, assigneeId: assignee, was });
  refresh();
  return name === null ? 'Nobody takes care of it now.' : `${name} takes care of it.`;
});

const refusal = z.object({ userId: z.uuid(), reason: z.string().default('') });

/** Says no to a developer who waits to be let in. */
export const declineDeveloperAction = formAction(refusal, async (ctx, input) => {
  await declineDeveloper(ctx, input);
  refresh();
  return 'Declined. The developer is told why by mail.';
});

const filter = z.object({ name: z.string().default(''), query: z.string().max(2000).default('') });

/** Keeps what the address asks for under a name, for this admin alone. */
export const saveInboxFilterAction = formAction(filter, async (ctx, input) => {
  await saveInboxFilter(ctx, input);
  refresh();
  return 'Kept.';
});

/** Forgets a filter of one’s own. */
export const deleteInboxFilterAction = formAction(z.object({ filterId: z.uuid() }), async (ctx, input) => {
  const { name } = await deleteInboxFilter(ctx, input);
  refresh();
  return `${name} is forgotten.`;
});
