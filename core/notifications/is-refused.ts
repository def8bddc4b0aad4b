import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { refusedMails } from '@/db/schema';
import type { MessageName } from '../ports/messages';
import { topicOf } from './topics';

/**
 * Whether this account has switched off mails of this kind. Mails to plain addresses, and about security, are wanted.
 */
export async function isRefused(
  db: Pick<Database | Transaction, 'select'>,
  mail: { message: string; toUserId: string | null },
): Promise<boolean> {
  const topic = topicOf[mail.message as MessageName];
  if (!topic || !mail.toUserId) return false;
  const rows = await db
    .select({ topic: refusedMails.topic })
    .from(refusedMails)
    .where(and(eq(refusedMails.userId, mail.toUserId), eq(refusedMails.topic, topic)));
  return rows.length > 0;
}
