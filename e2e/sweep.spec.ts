import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Secret } from '../test/sweep/finder';
import { openedSeals } from '../test/sweep/opened';
import { filesOf, type Place, rowsOf } from '../test/sweep/places';
import { type Allowed, sweep } from '../test/sweep/sweep';
import { forgetTold, TOLD, told } from '../test/sweep/told';
import { ADMIN, DEVELOPER_PASSWORD, expect, logIn, mailbox, test } from './fixtures';
import { dataDir } from './secrets';

/** What a portal's folder has to keep. `postgres` is read row by row, and what the mailbox keeps mail by mail. */
const OWN = ['portal-secret', 'gateway-secret', 'postgres-password', 'postgres', 'mailbox.jsonl', TOLD];

const ALLOWED: readonly Allowed[] = [
  { kind: /^the link in a mail$/, place: /^mail /, why: 'by mail is how it comes to its person, and nowhere else' },
  {
    kind: /^a key that was mailed$|^sealed keys$/,
    place: /^mail "Your key for /,
    why: 'an admin chose plain delivery',
  },
  { kind: /^sealed keys$/, place: /\/demo-gateway\/keys\.jsonl$/, why: 'it plays the gateway, which knows its keys' },
  { kind: /^a demo password$/, place: /e2e-start\.log$/, why: 'npm start says who may log in to the demo' },
  { kind: /./, place: /error-context\.md$/, why: 'a failed story pictures the page at which it stood' },
];

// Write a token into an audit event's detail, or a link into a log line, and this fails: test/sweep/sweep.test.ts does.
test('no secret that a story typed, was shown or carried is anywhere that it may not be [L-01]', async ({ page }) => {
  await logIn(page, ADMIN);
  const secrets = await everySecret();
  expect(new Set(secrets.map(({ kind }) => kind))).toContain('the cookie portico.session');
  expect(secrets).toContainEqual({ kind: 'typed into password', value: ADMIN.password });
  expect(await sweep({ secrets, places: everywhere(), allowed: ALLOWED })).toEqual([]);
  forgetTold(dataDir());
});

/** What the stories told, what is behind every seal, what the mails carry, and what the portal itself runs with. */
async function everySecret(): Promise<Secret[]> {
  const links = (await mailbox.all()).flatMap(({ text }) => text.match(/(?<=[?&](?:token|code)=)[\w-]{20,}/g) ?? []);
  return [
    ...told(dataDir()),
    ...links.map((value) => ({ kind: 'the link in a mail', value })),
    ...(await openedSeals(databaseUrl('portico'), kept('portal-secret'))),
    { kind: 'PORTAL_SECRET', value: kept('portal-secret') },
    { kind: 'the gateway’s secret', value: kept('gateway-secret') },
    { kind: 'the database’s password', value: kept('postgres-password') },
    ...[ADMIN.password, DEVELOPER_PASSWORD].map((value) => ({ kind: 'a demo password', value })),
  ];
}

/** Both databases, the mails, what the processes wrote, what the runner wrote, and what browsers load. */
async function* everywhere(): AsyncGenerator<Place> {
  for (const name of ['portico', 'portico_usage']) yield* rowsOf(databaseUrl(name));
  for (const mail of await mailbox.all()) {
    yield { name: `mail "${mail.subject}"`, text: Buffer.from(JSON.stringify(mail)) };
  }
  for (const name of readdirSync(dataDir())) if (!OWN.includes(name)) yield* filesOf(path.join(dataDir(), name));
  const logs = (process.env.E2E_LOG_FILE ?? '').split(path.delimiter);
  for (const name of [...logs, '.test/logs/end-to-end.log', 'test-results', '.next/static']) yield* filesOf(name);
}

function kept(name: string): string {
  return readFileSync(path.join(dataDir(), name), 'utf8').trim();
}

function databaseUrl(name: string): string {
  return `postgres://portico:${kept('postgres-password')}@127.0.0.1:${process.env.E2E_POSTGRES_PORT}/${name}`;
}
