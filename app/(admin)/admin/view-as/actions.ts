'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { viewAs } from '@/core/catalogs/view-as';
import { safePath } from '@/core/identity/safe-path';
import { formAction } from '@/server/form-action';
import { carryView, dropView } from '@/server/view-cookie';

const looking = z.object({
  kind: z.enum(['person', 'team']),
  id: z.string().max(40),
  next: z.string().max(500).catch(''),
});

/** Puts the view into a sealed cookie and leads to the offer, or to the page that it was asked for from. */
export const viewAsAction = formAction(looking, async (ctx, { next, ...viewed }) => {
  const { sealed } = await viewAs(ctx, viewed);
  await carryView(sealed);
  const goal = safePath(next);
  redirect(goal === '/' ? '/catalogs' : goal);
});

/** Only forgets what this browser keeps: whoever asks sees the portal as themselves again. */
export async function stopViewingAction(_data: FormData): Promise<void> {
  await dropView();
  redirect('/admin/catalogs');
}
