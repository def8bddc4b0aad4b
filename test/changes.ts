import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type ChangeSubmission, submitChange } from '@/core/access-requests/submit-change';
import type { Context } from '@/core/context';
import type { Database } from '@/db/client';
import { accessRequests } from '@/db/schema';
import type { World } from './world';

/** What a form of the key's page sends: Payments and Weather on the standard plan, unless told. */
export function changeWish(world: World, credentialId: string, wish: Partial<ChangeSubmission> = {}): ChangeSubmission {
  return {
    credentialId,
    catalogId: world.publicCatalog.id,
    planId: world.standard.id,
    productIds: [world.payments.id, world.weather.id],
    answers: {},
    submissionKey: randomUUID(),
    ...wish,
  };
}

/** Asks for a change as this person. */
export function askForChange(ctx: Context, world: World, credentialId: string, wish: Partial<ChangeSubmission> = {}) {
  return submitChange(ctx, changeWish(world, credentialId, wish));
}

/** A request as its row is now. */
export async function requestRow(db: Database, requestId: string) {
  const [row] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
  if (!row) throw new Error('there is no such request');
  return row;
}
