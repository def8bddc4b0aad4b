import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const cruiser = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
const planted = `${root}core/planted-for-boundaries-test`;

type Report = {
  summary: { totalCruised: number; violations: { rule: { name: string } }[] };
  modules: { source: string }[];
};

async function cruise(...folders: string[]): Promise<Report> {
  const run = promisify(execFile)(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: root, maxBuffer: 256 * 1024 * 1024 },
  );
  // The cruiser ends with the number of violations; its report is on standard output either way.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

afterEach(() => rmSync(planted, { recursive: true, force: true }));

describe('import rules', () => {
  // The cruiser reads nothing and is content when the compiler is too new for it: count what it read.
  test('the cruiser really reads the files', async () => {
    const report = await cruise('core', 'db');
    expect(report.modules.filter(({ source }) => source.startsWith('core/')).length).toBeGreaterThan(20);
    expect(report.modules.filter(({ source }) => source.startsWith('db/')).length).toBeGreaterThan(8);
  });

  test('a planted import of a framework into core is found', async () => {
    mkdirSync(planted, { recursive: true });
    writeFileSync(`${planted}/bad.ts`, "import { cookies } from 'next/headers';\nexport const bad = cookies;\n");
    const report = await cruise('core/planted-for-boundaries-test');
    expect(report.summary.violations.map(({ rule }) => rule.name)).toContain('core-knows-no-framework');
  });

  test('a planted import of an adapter into core is found', async () => {
    mkdirSync(planted, { recursive: true });
    writeFileSync(`${planted}/bad.ts`, "export { createSmtpMailer } from '@/emails/smtp-mailer';\n");
    const report = await cruise('core/planted-for-boundaries-test');
    expect(report.summary.violations.map(({ rule }) => rule.name)).toContain('core-knows-no-framework');
  });
});
