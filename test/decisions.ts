import { eq, inArray } from 'drizzle-orm';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import type { Actor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { accessRequests, mails } from '@/db/schema';
import { contextFor } from './harness';
import { outcome } from './outcome';

type Act = (db: Database, actor: Actor, requestId: string) => Promise<unknown>;

/** Everything that can be done with a request, by name. */
export const acts = {
  approve: (db, actor, requestId) => approveAccessRequest(contextFor(db, actor), { requestId }),
  decline: (db, actor, requestId) => declineAccessRequest(contextFor(db, actor), { requestId, reason: 'Too much.' }),
  cancel: (db, actor, requestId) => cancelAccessRequest(contextFor(db, actor), { requestId }),
  withdraw: (db, actor, requestId) => withdrawAccessRequest(contextFor(db, actor), { requestId, reason: 'Abuse.' }),
} as const satisfies Record<string, Act>;

/** Does one of `acts` and answers `ok`, or why not. */
export function attempt(name: keyof typeof acts, db: Database, actor: Actor, requestId: string): Promise<string> {
  return outcome(acts[name](db, actor, requestId));
}

/** The request as it is now. */
export async function readRequest(db: Database, id: string) {
  const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, id));
  return request;
}

/** The mails of these kinds that were ordered. */
export function mailed(db: Database, ...messages: string[]) {
  return db.select().from(mails).where(inArray(mails.message, messages));
}
