import { previewMailTemplate } from '@/core/mail-templates/preview';
import { resetMailTemplate } from '@/core/mail-templates/reset';
import { restoreMailTemplate } from '@/core/mail-templates/restore';
import { saveMailTemplate } from '@/core/mail-templates/save';
import { sendTestMail } from '@/core/mail-templates/send-test';
import { resendMail } from '@/core/mails/resend-mail';
import { changeMailChoices } from '@/core/notifications/change-mail-choices';
import { markAllRead } from '@/core/notifications/mark-all-read';
import { openNotification } from '@/core/notifications/open-notification';
import type { Mailer } from '@/core/ports/mail';
import { changeEmailSettings } from '@/core/settings/change-email';
import { tryMailServer } from '@/core/settings/try-mail-server';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { mails, mailTemplates, notifications } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const runs = expecting('forbidden', { ok: runners });
const renderer = createMessageRenderer();
/** Takes everything: who may send is asked here, not whether a server would take it. */
const mailer: Mailer = { send: async () => {} };
const message = 'password-changed';
const wording = { subject: 'Changed', html: '<p>{{ resetLink }}</p>', text: '{{ resetLink }}' };

async function aVersion(db: Database): Promise<null> {
  await db.insert(mailTemplates).values({ message, version: 1, ...wording });
  return null;
}

async function aSentMail(db: Database, world: World): Promise<{ mailId: string }> {
  const mailId = newId();
  await db.insert(mails).values({ id: mailId, message, toUserId: world.ada.userId, state: 'sent' });
  return { mailId };
}

async function adasNotification(db: Database, world: World): Promise<{ notificationId: string }> {
  const notificationId = newId();
  const note = { userId: world.ada.userId, kind: 'test', title: 'Something', href: '/apps' };
  await db.insert(notifications).values({ id: notificationId, ...note });
  return { notificationId };
}

/** Mails, how they are worded and sent, and what stands under the bell. */
export const mail: Row[] = [
  row({
    verb: 'saveMailTemplate',
    stage: nothing,
    act: (ctx) => saveMailTemplate(ctx, renderer, { message, newest: 0, wording }),
    expected: runs,
  }),
  row({
    verb: 'resetMailTemplate',
    stage: aVersion,
    act: (ctx) => resetMailTemplate(ctx, renderer, { message }),
    expected: runs,
  }),
  row({
    verb: 'restoreMailTemplate',
    stage: aVersion,
    act: (ctx) => restoreMailTemplate(ctx, renderer, { message, version: 1 }),
    expected: runs,
  }),
  row({
    verb: 'previewMailTemplate',
    stage: nothing,
    act: (ctx) => previewMailTemplate(ctx, renderer, { message, wording }),
    expected: expecting('forbidden', { ok: ['priya', 'alan', 'arun', 'audrey'] }),
  }),
  row({
    verb: 'sendTestMail',
    stage: nothing,
    act: (ctx) => sendTestMail(ctx, { mailer, renderer }, { message, wording }),
    expected: runs,
  }),
  row({ verb: 'resendMail', stage: aSentMail, act: (ctx, stage) => resendMail(ctx, stage), expected: runs }),
  row({
    verb: 'changeEmailSettings',
    stage: nothing,
    act: (ctx) => changeEmailSettings(ctx, { version: 1, mailFromName: 'Lamp', mailFromAddress: '', mailReplyTo: '' }),
    expected: runs,
  }),
  row({ verb: 'tryMailServer', stage: nothing, act: (ctx) => tryMailServer(ctx, mailer), expected: runs }),
  row({
    verb: 'changeMailChoices',
    stage: nothing,
    act: (ctx) => changeMailChoices(ctx, { wanted: [] }),
    expected: expecting('ok', { unauthenticated: ['olga', 'penny', 'ursula', 'ivan', 'nobody'] }),
  }),
  row({
    verb: 'openNotification',
    stage: adasNotification,
    act: (ctx, stage) => openNotification(ctx, stage),
    expected: expecting('not_found', { ok: ['ada'] }),
  }),
  row({
    verb: 'markAllRead',
    stage: adasNotification,
    act: (ctx) => markAllRead(ctx),
    expected: expecting('ok', { unauthenticated: ['nobody'] }),
  }),
];
