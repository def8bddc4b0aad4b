import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import { peekToken, spendToken } from '@/core/identity/tokens';
import { mutate } from '@/core/mutate';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, mails, mailTemplates, oneTimeTokens, settings, users } from '@/db/schema';
import { type Mailbox, startMailbox } from '@/emails/mailbox/start-mailbox';
import { createMessageRenderer } from '@/emails/renderer';
import { createSmtpMailer } from '@/emails/smtp-mailer';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld, type World } from '@/test/world';
import type { MessageName } from '../ports/messages';
import { changeMailChoices } from './change-mail-choices';
import { sendMail } from './send-mail';

let mailbox: Mailbox;
let outside: Parameters<typeof sendMail>[1];

beforeAll(async () => {
  mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  outside = {
    mailer: createSmtpMailer({ url: mailbox.smtpUrl, from: 'Portal <portal@portal.test>' }),
    renderer: createMessageRenderer(),
  };
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  await trouble('none');
  await fetch(`${mailbox.webUrl}/api/messages`, { method: 'DELETE' });
});

const trouble = (mode: string) =>
  fetch(`${mailbox.webUrl}/api/trouble`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode, ms: 0 }),
  });

async function received(): Promise<{ to: string; from: string; subject: string; text: string; html: string }[]> {
  return (await fetch(`${mailbox.webUrl}/api/messages`)).json();
}

/** Orders the mail that a new developer gets, as `register` does. */
async function orderVerification(ctx: Context, world: World): Promise<string> {
  await mutate(ctx, async (unit) => {
    await unit.audit('user.registered', { kind: 'user', id: world.ursula.userId });
    await unit.mail({ message: 'verify-address', to: { userId: world.ursula.userId } });
  });
  const [row] = await ctx.db.select({ id: mails.id }).from(mails);
  if (!row) throw new Error('no mail was ordered');
  return row.id;
}

const stateOf = async (db: Database, id: string) => (await db.select().from(mails).where(eq(mails.id, id)))[0];
const tokenIn = (text: string) => /token=([\w-]{43})/.exec(text)?.[1] ?? '';

describe('sending a mail', () => {
  test('the link in the mail carries a token that works once, and the ledger keeps neither [M-03]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);

      await sendMail(ctx, outside, { mailId });

      const [mail] = await received();
      expect(mail?.to).toContain(world.ursula.email);
      const token = tokenIn(mail?.text ?? '');
      expect(mail?.text).toContain(`http://portal.test/auth/verify?token=${token}`);
      expect(JSON.stringify(await stateOf(db, mailId))).not.toContain(token);
      expect(await spendToken(db, { purpose: 'verify_address', token })).toEqual({ subjectId: world.ursula.userId });
      expect(await spendToken(db, { purpose: 'verify_address', token })).toBeNull();
    }));

  test('a mail is sent once, however often its job runs [R-17]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await sendMail(ctx, outside, { mailId });
      await sendMail(ctx, outside, { mailId });
      expect(await received()).toHaveLength(1);
    }));

  test('a mail that is no longer true is dropped [M-04]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await db
        .update(users)
        .set({ status: 'active', emailVerifiedAt: new Date() })
        .where(eq(users.id, world.ursula.userId));
      await sendMail(ctx, outside, { mailId });
      expect(await received()).toHaveLength(0);
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'dropped' });
    }));

  // Count a link's hours from the order in the loaders, and this one is dead when it arrives.
  test('a mail that waited three days for its server carries a link whose time begins now [M-04]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await db.execute(sql`update mails set created_at = now() - interval '3 days'`);
      await sendMail(ctx, outside, { mailId });
      const token = tokenIn((await received())[0]?.text ?? '');
      expect(await peekToken(db, { purpose: 'verify_address', token })).not.toBeNull();
      const { rows } = await db.execute(
        sql`select expires_at > now() + interval '23 hours' as "isFresh" from one_time_tokens`,
      );
      expect(rows).toEqual([{ isFresh: true }]);
    }));

  test('a server that says "later" leaves the mail queued, and the next try sends it [M-01] [M-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await trouble('greylist');
      await expect(sendMail(ctx, outside, { mailId })).rejects.toThrow();
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'queued', attempts: 1 });
      await trouble('none');
      await sendMail(ctx, outside, { mailId });
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'sent' });
      expect(await received()).toHaveLength(1);
    }));

  test('a server that says "never" ends the tries, and the log says so [M-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await trouble('reject');
      await sendMail(ctx, outside, { mailId });
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'failed' });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, mailId))
        .orderBy(auditEvents.id);
      expect(events.map(({ event }) => event)).toEqual(['mail.failed']);
    }));

  // Move the voiding in send-mail.ts before the sending to see it fail.
  test('an older link dies only when the newer mail was taken', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      await sendMail(ctx, outside, { mailId: await orderVerification(ctx, world) });
      const older = tokenIn((await received())[0]?.text ?? '');
      await db.delete(mails);
      const mailId = await orderVerification(ctx, world);

      await trouble('greylist');
      await expect(sendMail(ctx, outside, { mailId })).rejects.toThrow();
      expect(await peekToken(db, { purpose: 'verify_address', token: older })).not.toBeNull();
      await trouble('none');
      await sendMail(ctx, outside, { mailId });
      expect(await peekToken(db, { purpose: 'verify_address', token: older })).toBeNull();
    }));

  test('a crash after the server took it costs an extra mail whose link works too [K-03] [K-09] [M-05]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const crashing = contextFor(db, undefined, {
        fault: async (point) => {
          if (point === 'mail.afterSmtpAccept') throw new Error('crash');
        },
      });
      const mailId = await orderVerification(crashing, world);
      await expect(sendMail(crashing, outside, { mailId })).rejects.toThrow('crash');
      await sendMail(contextFor(db), outside, { mailId });
      const links = (await received()).map(({ text }) => tokenIn(text));
      expect(links).toHaveLength(2);
      expect(await peekToken(db, { purpose: 'verify_address', token: links[0] ?? '' })).not.toBeNull();
    }));

  test('a token is of one purpose, and nothing but its hash is stored', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      await sendMail(ctx, outside, { mailId: await orderVerification(ctx, world) });
      const token = tokenIn((await received())[0]?.text ?? '');
      expect(await peekToken(db, { purpose: 'reset_password', token })).toBeNull();
      const [row] = await db.select().from(oneTimeTokens);
      expect(row?.hash).toHaveLength(32);
      expect(JSON.stringify(row)).not.toContain(token);
    }));

  // Delete the question isRefused from send-mail.ts and this must fail.
  test('a mail of a kind that the person has switched off is dropped, with a note; others still come', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      await changeMailChoices(contextFor(db, world.alan), { wanted: ['key_requests'] });
      const order = async (message: MessageName) => {
        const id = newId();
        await db.insert(mails).values({ id, message, toUserId: world.alan.userId, subjectId: world.penny.userId });
        return id;
      };
      const refused = await order('registration-to-decide');
      const security = await order('password-changed');
      await sendMail(ctx, outside, { mailId: refused });
      await sendMail(ctx, outside, { mailId: security });
      expect(await stateOf(db, refused)).toMatchObject({
        state: 'dropped',
        lastError: expect.stringMatching(/^Not wanted/),
      });
      expect(await stateOf(db, security)).toMatchObject({ state: 'sent' });
      expect(await received()).toHaveLength(1);
    }));

  test('an admin’s wording and the sender of the settings are used from the next mail on', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      await db.update(settings).set({ mailFromName: 'Lamp', mailFromAddress: 'lamp@lamp.test' });
      await db.insert(mailTemplates).values({
        message: 'verify-address',
        version: 1,
        subject: 'Moin {{ firstName }}',
        html: '<p>Moin</p><a href="{{ link }}">Weiter</a>',
        text: 'Moin {{ link }}',
      });
      const mailId = await orderVerification(ctx, world);
      await sendMail(ctx, outside, { mailId });
      const [mail] = await received();
      expect(mail).toMatchObject({ subject: 'Moin Ursula', from: expect.stringContaining('lamp@lamp.test') });
      expect(tokenIn(mail?.html ?? '')).toHaveLength(43);
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'sent', subjectLine: 'Moin Ursula', lastError: null });
    }));

  test('a saved wording that cannot be used costs no mail: the built-in one is sent, and the ledger says so', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const broken = { subject: 'Hi', html: '{{ whatWasOnce }}', text: '{{ link' };
      await db.insert(mailTemplates).values({ message: 'verify-address', version: 1, ...broken });
      const mailId = await orderVerification(ctx, world);
      await sendMail(ctx, outside, { mailId });
      expect(tokenIn((await received())[0]?.text ?? '')).toHaveLength(43);
      expect(await stateOf(db, mailId)).toMatchObject({
        state: 'sent',
        lastError: expect.stringContaining('built-in'),
      });
    }));

  test('an account that was deleted meanwhile gets nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db);
      const mailId = await orderVerification(ctx, world);
      await db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, world.ursula.userId));
      await sendMail(ctx, outside, { mailId });
      expect(await received()).toHaveLength(0);
      expect(await stateOf(db, mailId)).toMatchObject({ state: 'dropped' });
    }));

  test('an unknown mail is nothing to do', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await sendMail(contextFor(db), outside, { mailId: newId() });
      expect(await received()).toHaveLength(0);
    }));
});
