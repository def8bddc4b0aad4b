import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, mailTemplates } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { MailError, type Mailer } from '../ports/mail';
import { getMailTemplate } from './get';
import { listMailTemplates } from './list';
import { previewMailTemplate } from './preview';
import { readLiveWording } from './read-wording';
import { resetMailTemplate } from './reset';
import { restoreMailTemplate } from './restore';
import { saveMailTemplate } from './save';
import { sendTestMail } from './send-test';

const renderer = createMessageRenderer();
const message = 'key-ready';
const wording = (word: string) => ({
  subject: `${word} {{ appName }}`,
  html: `<p>${word}</p>{{ link | button: "Open" }}`,
  text: `${word}\r\n{{ link }}`,
});

describe('wording a mail', () => {
  test('what is saved is used and kept as a version; an older one and the built-in one can be used again', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      expect(await saveMailTemplate(ctx, renderer, { message, newest: 0, wording: wording('One') })).toEqual({
        version: 1,
      });
      await saveMailTemplate(ctx, renderer, { message, newest: 1, wording: wording('Two') });
      expect(await readLiveWording(db, message)).toMatchObject({
        subject: 'Two {{ appName }}',
        text: 'Two\n{{ link }}',
      });

      await restoreMailTemplate(ctx, renderer, { message, version: 1 });
      expect(await readLiveWording(db, message)).toMatchObject({ subject: 'One {{ appName }}' });
      const after = await getMailTemplate(ctx, renderer, { message });
      expect(after.versions.map(({ version, isLive, by }) => [version, isLive, by])).toEqual([
        [2, false, 'Alan Test'],
        [1, true, 'Alan Test'],
      ]);
      expect(after).toMatchObject({ newest: 2, isCustomised: true });

      await resetMailTemplate(ctx, renderer, { message });
      await resetMailTemplate(ctx, renderer, { message });
      expect(await readLiveWording(db, message)).toBeNull();
      expect((await getMailTemplate(ctx, renderer, { message })).wording).toEqual(after.builtIn);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectKind, 'mail_template'))
        .orderBy(auditEvents.id);
      expect(events.map(({ event }) => event)).toEqual([
        'mail_template.saved',
        'mail_template.saved',
        'mail_template.saved',
        'mail_template.reset',
      ]);
    }));

  test('a wording that cannot be used is refused beside its part, and nothing is kept [M-08]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const bad = { subject: '{{ nobody }}', html: '<script>x</script>{{ link }}', text: '{{ link' };
      await expect(saveMailTemplate(ctx, renderer, { message, newest: 0, wording: bad })).rejects.toMatchObject({
        code: 'invalid',
        fieldErrors: { subject: [expect.any(String)], html: [expect.any(String)], text: [expect.any(String)] },
      });
      expect(await db.select().from(mailTemplates)).toEqual([]);
    }));

  test('an older version that may no longer be used is not restored', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await db
        .insert(mailTemplates)
        .values({ message, version: 1, ...wording('Old'), subject: '{{ gone }}', isLive: false });
      await expect(restoreMailTemplate(ctx, renderer, { message, version: 1 })).rejects.toMatchObject({
        code: 'invalid',
      });
      await expect(restoreMailTemplate(ctx, renderer, { message, version: 9 })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(resetMailTemplate(ctx, renderer, { message: 'constructor' })).rejects.toMatchObject({
        code: 'not_found',
      });
    }));

  // Drop the index mail_templates_version, or its translation in save.ts, and this must fail.
  test('of many admins who save at once one wins and the others are told', () =>
    unboxed(async (db) => {
      const { alan } = await seedWorld(db);
      const saves = Array.from({ length: 8 }, (_, number) =>
        saveMailTemplate(contextFor(db, alan), renderer, { message, newest: 0, wording: wording(`N${number}`) }),
      );
      const outcomes = await Promise.allSettled(saves);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
      }
      expect(await db.select().from(mailTemplates)).toHaveLength(1);
    }));
});

describe('looking at the templates', () => {
  test('every message is listed with its subject and who worded it, for admins only', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await saveMailTemplate(contextFor(db, world.alan), renderer, { message, newest: 0, wording: wording('Mine') });
      const list = await listMailTemplates(contextFor(db, world.audrey), renderer);
      expect(list).toHaveLength(renderer.about().length);
      const customised = list.filter(({ saved }) => saved !== null);
      expect(customised).toMatchObject([{ name: message, subject: 'Mine {{ appName }}', saved: { by: 'Alan Test' } }]);
      for (const actor of [world.ada, world.olga]) {
        await expect(listMailTemplates(contextFor(db, actor), renderer)).rejects.toMatchObject({ code: 'not_found' });
        await expect(getMailTemplate(contextFor(db, actor), renderer, { message })).rejects.toMatchObject({
          code: 'not_found',
        });
      }
    }));

  test('a preview shows sample values with the portal’s own links, or what is wrong', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const good = await previewMailTemplate(ctx, renderer, { message, wording: wording('Look') });
      expect(good.message?.subject).toBe('Look Shop checkout');
      expect(good.message?.html).toContain('href="http://portal.test/');
      const bad = await previewMailTemplate(ctx, renderer, { message, wording: { ...wording('x'), html: '<b' } });
      expect(bad.problems).toMatchObject([{ part: 'html' }]);
    }));
});

test('a test goes to the admin who asks; what the mail server says is said', () =>
  inSandbox(async (db) => {
    const ctx = contextFor(db, (await seedWorld(db)).alan);
    const sent: Parameters<Mailer['send']>[0][] = [];
    const takes: Mailer = { send: async (mail) => void sent.push(mail) };
    await sendTestMail(ctx, { mailer: takes, renderer }, { message, wording: wording('Try') });
    expect(sent).toMatchObject([{ to: { address: 'alan@provider.test' }, subject: 'Test: Try Shop checkout' }]);

    const refuses: Mailer = {
      send: async () => {
        throw new MailError('The mail server refused: 550 no', true);
      },
    };
    await expect(
      sendTestMail(ctx, { mailer: refuses, renderer }, { message, wording: wording('Try') }),
    ).rejects.toMatchObject({ code: 'conflict', message: 'The mail server refused: 550 no' });
  }));
