import { and, eq, type SQL, sql } from 'drizzle-orm';
import { credentialNotices, credentials } from '@/db/schema';
import type { Context } from '../../context';
import { mutate } from '../../mutate';
import type { MessageName } from '../../ports/messages';
import { peopleOfKey } from '../people-of-key';

/** What the people of a key are told: `notice` once for each `occasion`. */
export type Notice = {
  credentialId: string;
  notice: 'expires' | 'expired' | 'quota_80' | 'quota_100';
  occasion: string;
  message: MessageName;
  facts?: Record<string, string>;
  title: string;
  /** Asked once the key is held: whether it is still true, as a condition on `credentials`. */
  isTrue: SQL;
};

/** Ends a change: it was told already, or is not true any more. */
class NothingToTell extends Error {}

/**
 * Tells the people of a key something, once for its occasion, whatever crashes and however many workers come: the note
 * that it was told commits with the mails or not at all. Answers whether it was told now. For the system.
 */
export async function tellHolder(ctx: Context, told: Notice): Promise<boolean> {
  const { credentialId, notice, occasion, message, facts, title } = told;
  try {
    await mutate(ctx, async (unit) => {
      const [key] = await unit.tx
        .select({ appId: credentials.appId, organizationId: credentials.organizationId })
        .from(credentials)
        .where(and(eq(credentials.id, credentialId), told.isTrue))
        .for('update');
      if (!key) throw new NothingToTell();
      const [noted] = await unit.tx
        .insert(credentialNotices)
        .values({ credentialId, notice, occasion })
        .onConflictDoNothing()
        .returning({ notice: credentialNotices.notice });
      if (!noted) throw new NothingToTell();
      const people = await peopleOfKey(unit.tx, credentialId);
      for (const userId of people) {
        await unit.mail({ message, to: { userId }, subjectId: credentialId, ...(facts && { facts }) });
        const href = `/apps/${key.appId}/keys/${credentialId}`;
        await unit.notify({ userId, kind: `credential.${notice}`, title, href });
      }
      const subject = { kind: 'credential', id: credentialId, organizationId: key.organizationId };
      await unit.audit('credential.holder_told', subject, { notice, occasion, told: people.length });
    });
    return true;
  } catch (error) {
    if (error instanceof NothingToTell) return false;
    throw error;
  }
}

/** A moment as an occasion: whole seconds, the same in PostgreSQL and here. */
export function occasionOf(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

/** The same of a column. */
export function occasionIn(column: SQL): SQL {
  return sql`floor(extract(epoch from ${column}))::bigint::text`;
}
