import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownDatabase, TEST_SECRET } from '@/test/harness';
import { readAdminWish } from './read-admin-wish';

let database: { url: string; drop(): Promise<void> };
beforeAll(async () => {
  database = await ownDatabase();
});
afterAll(() => database.drop());

/** Runs `npm run portal -- create-admin` as an operator does, with what is typed into it. */
function createAdmin(args: string[], typed = ''): Promise<{ code: number | null; output: string }> {
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    PORTAL_SECRET: TEST_SECRET,
    PORTAL_URL: 'https://portal.example',
    SMTP_URL: 'smtp://127.0.0.1:1',
    GATEWAY_URL: 'http://127.0.0.1:1',
    GATEWAY_SECRET: 'gateway-secret-for-tests',
    GATEWAY_ORG_ID: 'org',
  };
  const all = ['--import', 'tsx', 'scripts/portal/main.ts', 'create-admin', ...args];
  const child = spawn(process.execPath, all, { env: environment as unknown as NodeJS.ProcessEnv });
  child.stdin.end(typed);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('create-admin', () => {
  test('works on a portal that was never started, and answers a link where no password is given', async () => {
    const made = await createAdmin([
      '--email',
      'Grace@Provider.test',
      '--first-name',
      'Grace',
      '--last-name',
      'Hopper',
    ]);
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('is now a portal admin (owner)') });
    expect(made.output).toMatch(/https:\/\/portal\.example\/auth\/reset\/code\?token=[\w-]{43}/);
  });

  test('takes the password from standard input and never prints it', async () => {
    const args = ['--email', 'priya@provider.test', '--role', 'approver', '--password-stdin'];
    const made = await createAdmin(args, 'correct horse battery\n');
    expect(made).toMatchObject({ code: 0, output: 'priya@provider.test is now a portal admin (approver).\n' });
  });

  test('says in one line how it is used', () => {
    for (const args of [[], ['--email'], ['--wrong'], ['--email', 'a@b.test', '--role', 'king'], ['a@b.test']]) {
      expect(() => readAdminWish(args)).toThrow(/usage: create-admin --email ADDRESS/);
    }
    expect(readAdminWish(['--email', 'a@b.test'])).toMatchObject({ role: 'owner', readsPassword: false });
  });
});
