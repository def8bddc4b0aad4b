import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import { systemActor } from '@/core/identity/actor';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { listInviteCodes } from '@/core/invite-codes/list-invite-codes';
import { exportPortal } from '@/core/moving/export-portal';
import { importPortal } from '@/core/moving/import-portal';
import { movedTables } from '@/core/moving/moved-tables';
import { readOldNeeds } from '@/core/secrets/read-old-needs';
import { rotateSecret } from '@/core/secrets/rotate-secret';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { teams } from '@/db/schema';
import { createSecretBox } from '@/server/secret-box';
import { contextFor, TEST_SECRET, unboxed } from '@/test/harness';
import { seedWorld, type World } from '@/test/world';
import { linesOf } from './lines-of';
import { writePacked } from './write-packed';

let folder: string;
let good: Buffer;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portico-test-'));
  await unboxed(async (db) => {
    world = await seedWorld(db);
    const terms = { teamId: world.backend.id, quota: 3, lastDay: null, isActive: true, note: '' };
    await issueInviteCode(contextFor(db, world.alan), { ...terms, code: 'HACKATHON' });
    const source = contextFor(db, systemActor('test'));
    await writePacked(path.join(folder, 'good.gz'), (write) => exportPortal(source, write));
  });
  good = readFileSync(path.join(folder, 'good.gz'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const intoEmpty = (work: (target: Context) => Promise<void>) =>
  unboxed((db) => work(contextFor(db, systemActor('test'))));
const lines = () => gunzipSync(good).toString('utf8').split('\n').slice(0, -1);
const pack = (all: readonly string[]) => gzipSync(`${all.join('\n')}\n`);

function importOf(target: Context, bytes: Buffer): Promise<unknown> {
  const file = path.join(folder, 'bad.gz');
  writeFileSync(file, bytes);
  return importPortal(target, linesOf(file)).catch((error: unknown) => error);
}

async function expectEmpty({ db }: Context): Promise<void> {
  for (const { table } of await movedTables(db)) {
    const { rows } = await db.execute(sql`select 1 from ${sql.identifier(table)} limit 1`);
    expect(rows, table).toEqual([]);
  }
}

function withHeader(changes: object): Buffer {
  const [first = '', ...rest] = lines();
  return pack([JSON.stringify({ ...JSON.parse(first), ...changes }), ...rest]);
}

/** One line changed, and the last one made to agree; `seal` is what only the portal can make. */
function changed(change: (line: string) => string, seal?: (sha256: string) => string): Buffer {
  const all = lines().slice(0, -1);
  const at = all.findIndex((line) => line !== change(line));
  expect(at).toBeGreaterThan(0);
  const now = all.map((line, index) => (index === at ? change(line) : line));
  const sha256 = createHash('sha256')
    .update(`${now.join('\n')}\n`)
    .digest('hex');
  const end = JSON.parse(lines().at(-1) ?? '{}');
  return pack([...now, JSON.stringify({ ...end, sha256, ...(seal && { seal: seal(sha256) }) })]);
}

function turned(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(copy.length / 2);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
}

const CASES: [string, () => Buffer, RegExp][] = [
  ['cut off', () => good.subarray(0, -2_000), /cut off/],
  ['cut off at the end of a line', () => pack(lines().slice(0, -40)), /cut off|damaged/],
  ['without its last line', () => pack(lines().slice(0, -1)), /cut off/],
  ['with a byte turned', () => turned(good), /damaged/],
  ['with a row left out', () => pack(lines().filter((_, index) => index !== 2)), /damaged|cut off/],
  ['changed by somebody without the secret', () => changed((line) => line.replace('"approver"', '"owner"')), /changed/],
  ['with something behind its end', () => pack([...lines(), '{}']), /damaged/],
  ['not packed', () => Buffer.from('{"format":"portico-export"}\n'), /no file that `export` wrote/],
  ['something else', () => gzipSync('{"hello":"world"}\n'), /no file that `export` wrote/],
  ['empty', () => gzipSync(''), /cut off/],
  ['of a newer form', () => withHeader({ formatVersion: 2 }), /newer version/],
  ['of a newer version', () => withHeader({ schema: { migrations: 900, digest: 'x' } }), /newer version .* first/],
  ['of an older version', () => withHeader({ schema: { migrations: 1, digest: 'x' } }), /Another version/],
  ['of another secret', () => withHeader({ secret: '0'.repeat(16) }), /another PORTAL_SECRET/],
];

test('a file that is not whole and ours is refused in words, and nothing is imported', () =>
  intoEmpty(async (target) => {
    for (const [name, bytes, says] of CASES) {
      const refused = await importOf(target, bytes());
      expect.soft(refused, name).toMatchObject({ code: 'conflict', message: expect.stringMatching(says) });
    }
    await expect(importPortal(target, linesOf(path.join(folder, 'none')))).rejects.toThrow('no such file');
    await expect(importPortal(target, linesOf(folder))).rejects.toThrow('a folder');
    await expectEmpty(target);
  }));

// Let withLateReferences forget to check, or leave refuseUnopened out, and this must fail.
test('a reference that leads nowhere, or a seal that nobody opens, undoes everything', () =>
  intoEmpty(async (target) => {
    const seal = (sha256: string) => target.secrets.digest('export', sha256).toString('hex');
    const lost = createSecretBox('a secret that nobody has any more, 32').seal('x', 'y').toString('hex');
    const nowhere = (line: string) => line.replace(/("organization_id":")[0-9a-f-]{36}"/, `$1${randomUUID()}"`);
    expect(whole(await importOf(target, changed(nowhere, seal)))).toMatch(/foreign key/);
    const shut = (line: string) => line.replace(/("code_sealed":"\\\\x)[0-9a-f]+"/, `$1${lost}"`);
    expect(whole(await importOf(target, changed(shut, seal)))).toMatch(/yet another secret/);
    await expectEmpty(target);
  }));

test('with the old secret as a previous one everything opens, and a second import finds a portal in use', () =>
  intoEmpty(async (target) => {
    const ctx = { ...target, secrets: createSecretBox('another secret at the new place, 32', [TEST_SECRET]) };
    const file = linesOf(path.join(folder, 'good.gz'));
    await importPortal(ctx, file);
    const { rows } = await listInviteCodes({ ...ctx, actor: world.alan }, { search: 'hackathon' });
    expect(rows).toMatchObject([{ code: 'HACKATHON' }]);
    await expect(importPortal(ctx, file)).rejects.toThrow(/in use/);
  }));

// Take the isolation level away in exportPortal and this must fail.
test('what happens while the file is written stands in it nowhere', () =>
  unboxed(async (db) => {
    const { acme } = await seedWorld(db);
    const told: string[] = [];
    await exportPortal(contextFor(db, systemActor('test')), async (line) => {
      if (told.push(line) > 1) return;
      await db.insert(teams).values({ organizationId: acme.id, name: 'Latecomers' });
    });
    expect(told.join('\n')).toContain('"Backend"');
    expect(told.join('\n')).not.toContain('Latecomers');
  }));

test('nobody but the operator moves a portal or changes its secret, an owner neither', () =>
  intoEmpty(async (target) => {
    for (const actor of [world.priya, world.ada]) {
      const ctx = { ...target, actor };
      const refused = { code: 'forbidden' };
      await expect(exportPortal(ctx, async () => {})).rejects.toMatchObject(refused);
      await expect(importPortal(ctx, linesOf(path.join(folder, 'good.gz')))).rejects.toMatchObject(refused);
      await expect(rotateSecret(ctx, { keyForms: () => [] })).rejects.toMatchObject(refused);
      await expect(readOldNeeds(ctx)).rejects.toMatchObject(refused);
    }
    await expectEmpty(target);
  }));

test('a file that cannot be written is told in words, and nothing is left of it', async () => {
  const write = (file: string) => writePacked(file, async (put) => put('x'.repeat(1_000_000)));
  await expect(write(path.join(folder, 'nowhere', 'file.gz'))).rejects.toThrow('no such folder');
  await expect(write(folder)).rejects.toThrow('is there already');
  const dies = writePacked(path.join(folder, 'died.gz'), async (put) => {
    await put('x');
    throw new Error('the portal died');
  });
  await expect(dies).rejects.toThrow('the portal died');
  expect(readdirSync(folder).filter((name) => name.startsWith('died'))).toEqual([]);
});

test('a portal that was started is not imported into', () =>
  intoEmpty(async (target) => {
    const nobody = 'http://127.0.0.1:1';
    const gateway = { controlUrl: nobody, proxyUrl: nobody, secret: 'x', gatewayOrgId: 'o' };
    await ensureBasics(target, { gateway });
    await expect(importPortal(target, linesOf(path.join(folder, 'good.gz')))).rejects.toThrow(/in use/);
  }));

function whole(error: unknown): string {
  return error instanceof Error ? `${error.message} ${whole(error.cause)}` : '';
}
