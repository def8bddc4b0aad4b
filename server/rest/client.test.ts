import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { eq } from 'drizzle-orm';
import generate, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMail } from '@/core/notifications/send-mail';
import { mails, settings } from '@/db/schema';
import { startMailbox } from '@/emails/mailbox/start-mailbox';
import { createMessageRenderer } from '@/emails/renderer';
import { createSmtpMailer } from '@/emails/smtp-mailer';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { openRestDoor, seedToken } from '@/test/rest';
import { document } from '@/test/rest-document';

/** What docs/examples/first-key.ts exports; its own types are checked below, against the generated ones. */
type Example = {
  portal(
    url: string,
    token: string,
  ): { bring(wish: object): Promise<{ credentialId: string }>; works(credentialId: string): Promise<boolean> };
};

const root = fileURLToPath(new URL('../../', import.meta.url));
const inStage = provisioningStage();
let folder: string;
let program: string;

// As a reader would do it: the types beside the program, in a folder that knows nothing of the portal's own.
beforeAll(async () => {
  await mkdir(join(root, '.test'), { recursive: true });
  folder = await mkdtemp(join(root, '.test/client-'));
  program = join(folder, 'first-key.ts');
  await cp(join(root, 'docs/examples/first-key.ts'), program);
  const types = await generate(JSON.stringify(document));
  await writeFile(join(folder, 'portal-api.d.ts'), astToString(types));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a client made of the document takes the example as it stands', () => {
  const strict = { strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true, types: [] };
  const { ES2022: target } = ts.ScriptTarget;
  const { ESNext: module } = ts.ModuleKind;
  const { Bundler: moduleResolution } = ts.ModuleResolutionKind;
  const lib = ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'];
  const built = ts.createProgram([program], { ...strict, target, module, moduleResolution, lib });
  const complaints = ts.getPreEmitDiagnostics(built).map(({ messageText, file }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(complaints).toEqual([]);
}, 30_000);

test('by it a program brings a developer, whose mail has a key that opens the gateway', () =>
  inStage(async (stage) => {
    const { db, world, gateway, gateways } = stage;
    await db.update(settings).set({ keyDelivery: 'plain' });
    const door = await openRestDoor(db, { gateways });
    const { token } = await seedToken(db, world.alan, {
      scopes: ['developers:write', 'requests:write', 'products:read', 'plans:read', 'credentials:read'],
    });
    try {
      const example: Example = await import(/* @vite-ignore */ pathToFileURL(program).href);
      const portal = example.portal(door.url.replace('/api/v1', ''), token);
      const grace = {
        email: 'grace@harbour.test',
        firstName: 'Grace',
        lastName: 'Hopper',
        password: 'bright harbour 47',
      };
      const wish = { ...grace, app: 'Harbour lights', product: 'payments', plan: 'standard' };
      const { credentialId } = await portal.bring(wish);
      expect(await portal.bring(wish)).toEqual({ credentialId });
      expect(await portal.works(credentialId)).toBe(false);
      await stage.settle();
      expect(await portal.works(credentialId)).toBe(true);
      const key = await keyInTheMail(stage, 'grace@harbour.test');
      expect(await callWith(gateway, key)).toBe(200);
      await expect(portal.bring({ ...wish, plan: 'gold' })).rejects.toThrow('has no gold');
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  }));

async function keyInTheMail({ db, system }: Stage, to: string): Promise<string> {
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  try {
    const [ordered] = await db.select().from(mails).where(eq(mails.message, 'request-approved-key'));
    const mailer = createSmtpMailer({ url: mailbox.smtpUrl, from: 'Portal <portal@portal.test>' });
    await sendMail(system, { mailer, renderer: createMessageRenderer() }, { mailId: ordered?.id ?? '' });
    const received: { to: string; text: string }[] = await (await fetch(`${mailbox.webUrl}/api/messages`)).json();
    const mail = received.find((one) => one.to.includes(to));
    return /This is your key:\s+(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  } finally {
    await mailbox.close();
  }
}
