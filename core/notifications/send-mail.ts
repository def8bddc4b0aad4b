import { and, eq, isNull, sql } from 'drizzle-orm';
import { invitations, mails, users } from '@/db/schema';
import type { Context } from '../context';
import { mintToken, type TokenPurpose, voidTokens } from '../identity/tokens';
import { JOB_ATTEMPTS_MAX } from '../jobs';
import { readLiveWording } from '../mail-templates/read-wording';
import { mutate } from '../mutate';
import { MailError, type Mailer, type Message, type Sender } from '../ports/mail';
import type { MessageName } from '../ports/messages';
import type { MessageRenderer } from '../ports/wording';
import { readSettings } from '../settings/read';
import { isRefused } from './is-refused';
import type { Loading, Recipient } from './message-loader';
import { messageLoaders } from './message-loaders';
import { senderOf } from './sender-of';
import { stillConcerns } from './still-concerns';

/** For somebody whose name nobody gave: it reads "Hello there,". */
const NAMELESS = 'there';

const NOT_WANTED = 'Not wanted: the person has switched off mails of this kind.';
const NO_LONGER_THEIRS = 'The person was deactivated, or this does not concern them any more.';
const WORDING_UNUSABLE = 'The saved wording could not be used, so the built-in one was sent.';

type Ledger = typeof mails.$inferSelect;
type Minted = { purpose: TokenPurpose; subjectId: string; token: string };

/**
 * Sends one mail of the ledger. Values, address and token are read or drawn now, so that a late mail is still true, and
 * one that is no longer true is dropped. A crash after the server took it means one extra mail with the same
 * Message-ID, never a lost one. Throws when it should be tried again; a mail that is refused for good is marked failed.
 */
export async function sendMail(
  ctx: Context,
  outside: { mailer: Mailer; renderer: MessageRenderer },
  input: { mailId: string },
): Promise<void> {
  const [mail] = await ctx.db.select().from(mails).where(eq(mails.id, input.mailId));
  if (mail?.state !== 'queued') return;
  const recipient = await readRecipient(ctx, mail);
  if (!recipient) return finish(ctx, mail, { state: 'dropped', lastError: 'There is nobody to send it to any more.' });
  if (mail.toUserId && !(await stillConcerns(ctx.db, mail, mail.toUserId))) {
    return finish(ctx, mail, { state: 'dropped', lastError: NO_LONGER_THEIRS });
  }
  if (await isRefused(ctx.db, mail)) return finish(ctx, mail, { state: 'dropped', lastError: NOT_WANTED });

  await ctx.fault('mail.beforeMint');
  const minted: Minted[] = [];
  const composed = await compose(ctx, outside.renderer, mail, recipient, minted);
  if (!composed) return finish(ctx, mail, { state: 'dropped', lastError: 'It was no longer true.' });
  const { message, from, note } = composed;
  await ctx.fault('mail.afterMint');
  try {
    const name = `${recipient.firstName} ${recipient.lastName}`.trim();
    await outside.mailer.send({
      ...message,
      messageId: messageId(ctx, mail),
      to: { name, address: recipient.address },
      from,
    });
  } catch (error) {
    return remember(ctx, mail, error);
  }
  await ctx.fault('mail.afterSmtpAccept');
  for (const { purpose, subjectId, token } of minted) {
    // Every confirmation link leads to the same one key behind the login, so older ones may live; resets must not.
    if (purpose !== 'confirm_request') await voidTokens(ctx.db, { purpose, subjectId, exceptToken: token });
  }
  await finish(ctx, mail, { state: 'sent', sentAt: ctx.now(), subjectLine: message.subject, lastError: note });
}

/**
 * The address is the account's as it is now; only people without an account are written to where the ledger says, by
 * the name of their invitation or the one that was given. An account that was deleted meanwhile gets nothing.
 */
async function readRecipient(ctx: Context, mail: Ledger): Promise<Recipient | null> {
  if (mail.toUserId) {
    const [user] = await ctx.db
      .select({ firstName: users.firstName, lastName: users.lastName, address: users.email })
      .from(users)
      .where(and(eq(users.id, mail.toUserId), isNull(users.deletedAt)));
    return user ? { userId: mail.toUserId, ...user } : null;
  }
  if (!mail.toAddress) return null;
  const named = { firstName: mail.facts.firstName ?? '', lastName: mail.facts.lastName ?? '' };
  const invited =
    mail.message === 'invitation' && mail.subjectId
      ? await ctx.db
          .select({ firstName: invitations.firstName, lastName: invitations.lastName })
          .from(invitations)
          .where(eq(invitations.id, mail.subjectId))
      : [];
  return { userId: null, ...(invited[0] ?? named), address: mail.toAddress };
}

async function compose(
  ctx: Context,
  renderer: MessageRenderer,
  mail: Ledger,
  recipient: Recipient,
  minted: Minted[],
): Promise<{ message: Message; from: Sender; note: string | null } | null> {
  const name = mail.message as MessageName;
  const loading: Loading = {
    ctx,
    recipient: { ...recipient, firstName: recipient.firstName || NAMELESS },
    subjectId: mail.subjectId,
    facts: mail.facts,
    mint: async (purpose, subjectId, hours) => {
      const token = await mintToken(ctx.db, { purpose, subjectId, hours });
      minted.push({ purpose, subjectId, token });
      return token;
    },
  };
  const values = await messageLoaders[name](loading);
  if (!values) return null;
  const settings = await readSettings(ctx.db);
  const wording = await readLiveWording(ctx.db, name);
  const brand = { portalName: settings.portalName };
  const from = senderOf(settings);
  try {
    return { message: renderer.render(name, values, brand, wording ?? undefined), from, note: null };
  } catch (error) {
    if (!wording) throw error;
    // A mail that somebody waits for is worth more than how an admin words it.
    ctx.log.error({ err: error, message: name }, 'a saved wording could not be used');
    return { message: renderer.render(name, values, brand), from, note: WORDING_UNUSABLE };
  }
}

async function remember(ctx: Context, mail: Ledger, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : 'The mail server failed.';
  const isLastAttempt = mail.attempts + 1 >= JOB_ATTEMPTS_MAX;
  const isOver = (error instanceof MailError && error.permanent) || isLastAttempt;
  if (!isOver) {
    await ctx.db
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1`, lastError: reason, updatedAt: sql`now()` })
      .where(eq(mails.id, mail.id));
    throw error;
  }
  await mutate(ctx, async (unit) => {
    await unit.tx
      .update(mails)
      .set({ state: 'failed', attempts: mail.attempts + 1, lastError: reason, updatedAt: sql`now()` })
      .where(eq(mails.id, mail.id));
    await unit.audit('mail.failed', { kind: 'mail', id: mail.id }, { message: mail.message, reason });
  });
}

async function finish(ctx: Context, mail: Ledger, outcome: Partial<Ledger>): Promise<void> {
  await ctx.db
    .update(mails)
    .set({ ...outcome, attempts: mail.attempts + 1, updatedAt: sql`now()` })
    .where(eq(mails.id, mail.id));
}

/** Fixed for the row, so that a mail sent twice after a crash is one mail to most clients. */
function messageId(ctx: Context, mail: Ledger): string {
  return `<${mail.id}@${new URL(ctx.portalUrl).hostname}>`;
}
