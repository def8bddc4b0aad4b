import { desc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { requestMessages } from '@/db/schema';

/** What was written about a request last; nothing when nobody wrote. */
export async function lastMessage(tx: Pick<Transaction, 'select'>, requestId: string) {
  const [last] = await tx
    .select({ side: requestMessages.side, body: requestMessages.body, authorId: requestMessages.authorId })
    .from(requestMessages)
    .where(eq(requestMessages.accessRequestId, requestId))
    .orderBy(desc(requestMessages.createdAt), desc(requestMessages.id))
    .limit(1);
  return last;
}
