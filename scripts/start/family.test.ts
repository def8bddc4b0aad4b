import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Family } from './family.mjs';
import { processIdentity } from './process-identity.mjs';
import { claimRun } from './run-record.mjs';
import { temporaryFolder } from './temporary-folder';
import { waitUntil } from './wait-until.mjs';

const node = (script: string) => ({ command: process.execPath, args: ['-e', script], env: process.env });

function newFamily(onChange: (members: { pid: number; name: string }[]) => void = () => undefined) {
  const root = temporaryFolder();
  const lines: string[] = [];
  const family = new Family({
    root,
    logsDir: root,
    onChange,
    onLine: (name, line) => lines.push(`${name}: ${line}`),
  });
  onTestFinished(() => family.killAll());
  return { root, lines, family };
}

test('a member that does not listen to SIGTERM is ended all the same, with what it started', async () => {
  const { root, lines, family } = newFamily();
  const grandchild = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'})`;
  const deaf = node(
    `process.on('SIGTERM', () => {}); require('fs').writeFileSync('pid', String(${grandchild}.pid)); console.log('up'); setInterval(() => {}, 1000)`,
  );
  const member = family.launch('deaf', deaf);
  await waitUntil(() => lines.includes('deaf: up'), { timeoutMs: 30_000 });
  const grandchildPid = Number(readFileSync(path.join(root, 'pid'), 'utf8'));

  await family.stop(['deaf'], 200);

  expect(member.runs()).toBe(false);
  expect(await waitUntil(() => processIdentity(grandchildPid) === null, { timeoutMs: 20_000 })).toBe(true);
});

test('a program that fails takes its last words into the error and all of them into its log', async () => {
  const { root, family } = newFamily();
  const failing = node(`console.log('first'); console.error('the reason'); process.exit(3)`);
  await expect(family.run('build', failing)).rejects.toThrow(/^build failed \(3\), see .+build\.log:\n.*the reason/s);
  expect(readFileSync(path.join(root, 'build.log'), 'utf8')).toContain('first');
});

test('nobody is started any more while everything is being stopped', () => {
  const { family } = newFamily();
  family.close();
  expect(() => family.launch('late', node(''))).toThrow('Stopped.');
});

test('what a killed start left running is ended by the next one', async () => {
  const dataDir = temporaryFolder();
  const { family } = newFamily();
  const orphan = family.launch('web', node('setInterval(() => {}, 1000)'));
  const gone = { pid: 999_999_999, identity: 'long gone', launcher: null };
  const children = [{ name: 'web', pid: orphan.pid, identity: processIdentity(orphan.pid) }];
  writeFileSync(path.join(dataDir, 'run.json'), JSON.stringify({ ...gone, children }));

  const run = await claimRun(dataDir);

  // Asked of the system: Node hears of a child's end a moment after the process is gone.
  expect(processIdentity(orphan.pid)).toBe(null);
  expect(await orphan.ended).toBe('SIGTERM');
  run.release();
  expect(existsSync(path.join(dataDir, 'run.json'))).toBe(false);
});

test('a stranger that got the process id of a former child is left alone', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(dataDir, { recursive: true });
  const { family } = newFamily();
  const stranger = family.launch('stranger', node('setInterval(() => {}, 1000)'));
  const children = [{ name: 'web', pid: stranger.pid, identity: 'started at another time' }];
  writeFileSync(path.join(dataDir, 'run.json'), JSON.stringify({ pid: 0, identity: null, launcher: null, children }));

  const run = await claimRun(dataDir);

  expect(stranger.runs()).toBe(true);
  run.release();
});
