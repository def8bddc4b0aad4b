import { and, eq, or, sql } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { mails } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { enqueue, mutate, type Unit } from '../mutate';
import { authorize } from '../policy';

type Ledger = typeof mails.$inferSelect;

/**
 * Sends a mail again. One that never left is queued again as it stands; one that a server took gets a row, and so a
 * Message-ID, of its own, because mail programs hide a second mail with the same one. Either way it is composed anew:
 * new tokens, today's facts, today's address, and nothing at all when it is no longer true. Throws `not_found`,
 * `forbidden`, and `conflict` while it is on its way already.
 */
export async function resendMail(ctx: Context, input: { mailId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'mail.change');
    if (!isId(input.mailId)) throw notFound();
    const [mail] = await unit.tx.select().from(mails).where(eq(mails.id, input.mailId)).for('update');
    if (!mail) throw notFound();
    if (mail.state === 'queued' || (await isOnItsWay(unit, mail))) throw conflict('This mail is on its way already.');
    if (!mail.toUserId && !mail.toAddress) throw conflict('Nobody knows any more where it went.');
    const mailId = mail.state === 'sent' ? await copy(unit, mail) : await queueAgain(unit, mail);
    await enqueue(unit.tx, { kind: 'mail.send', mailId });
    const detail = { message: mail.message, from: mail.state, ...(mailId !== mail.id && { asMail: mailId }) };
    await unit.audit('mail.sent_again', { kind: 'mail', id: mail.id }, detail);
  });
}

/** The row is locked, so of two clicks the second sees what the first has queued. */
async function isOnItsWay(unit: Unit, mail: Ledger): Promise<boolean> {
  const sameRecipient = or(
    mail.toUserId ? eq(mails.toUserId, mail.toUserId) : undefined,
    mail.toAddress ? eq(mails.toAddress, mail.toAddress) : undefined,
  );
  const [queued] = await unit.tx
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        eq(mails.message, mail.message),
        eq(mails.state, 'queued'),
        sameRecipient,
        mail.subjectId ? eq(mails.subjectId, mail.subjectId) : sql`${mails.subjectId} is null`,
      ),
    )
    .limit(1);
  return queued !== undefined;
}

async function copy(unit: Unit, mail: Ledger): Promise<string> {
  const id = newId();
  const { message, toUserId, toAddress, subjectId, facts } = mail;
  await unit.tx.insert(mails).values({ id, message, toUserId, toAddress, subjectId, facts });
  return id;
}

async function queueAgain(unit: Unit, mail: Ledger): Promise<string> {
  await unit.tx
    .update(mails)
    .set({ state: 'queued', attempts: 0, lastError: null, updatedAt: sql`now()` })
    .where(eq(mails.id, mail.id));
  return mail.id;
}
