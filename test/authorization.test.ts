import { describe, expect, test } from 'vitest';
import { DomainError } from '@/core/errors';
import type { Actor } from '@/core/identity/actor';
import { can, permissions } from '@/core/policy';
import type { Database } from '@/db/client';
import { actions } from './authorization/actions';
import { permissionTable } from './authorization/permissions';
import { type Outcome, type Role, type Row, roles } from './authorization/roles';
import { authorizationTable } from './authorization-table';
import { contextFor, inSandbox } from './harness';
import { sourceFiles } from './source-files';
import { castOf, seedSession, seedWorld, type World } from './world';

/** Exported functions of files in which something is changed: `export async function name(ctx: Context, …`. */
function verbsInSource(): string[] {
  const changing = sourceFiles('core').filter(({ path, text }) => path !== 'core/mutate.ts' && /\bmutate\(/.test(text));
  return changing.flatMap(({ text }) =>
    [...text.matchAll(/^export async function (\w+)\(\s*(?:ctx: Context|pass: Pass)\b/gm)].map(
      ([, name]) => name ?? '',
    ),
  );
}

function actionsInSource(): { name: string; text: string }[] {
  return sourceFiles('app')
    .filter(({ text }) => /^\s*['"]use server['"]/.test(text))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:const|async function) (\w+)/gm)].map(([, name]) => ({
        name: `${path}#${name}`,
        text,
      })),
    );
}

/** What everybody who is known may do about themselves, whatever they wait for. */
const ABOUT_ONESELF = [
  ...['changeMailChoices', 'changeProfile', 'deleteOwnAccount', 'exportMyData', 'logOut', 'markAllRead', 'prepareTotp'],
  ...['requestAddressChange', 'signOutEverywhere'],
];
/** What an auditor does beside that: takes along what they read, and keeps a filter of their own. */
const READING = [
  ...['exportDecided', 'exportEvents', 'exportInbox', 'exportUsers', 'previewMailTemplate', 'previewMarkdown'],
  'saveInboxFilter',
];

describe('the table is whole', () => {
  const rows = authorizationTable.map(({ verb }) => verb);

  test('the scan finds the verbs at all', () => {
    expect(verbsInSource().length).toBeGreaterThan(40);
    expect(actionsInSource().length).toBeGreaterThan(30);
  });

  test('every verb that changes something has a row, once', () => {
    expect(verbsInSource().filter((verb) => !rows.includes(verb))).toEqual([]);
    expect(rows.filter((verb, index) => rows.indexOf(verb) !== index)).toEqual([]);
  });

  test('every action is listed, with verbs that it calls and that have a row [Z-01] [Z-05] [S-01]', () => {
    const found = actionsInSource();
    expect(Object.keys(actions).sort()).toEqual(found.map(({ name }) => name).sort());
    for (const { name, text } of found) {
      const verbs = actions[name];
      if (!Array.isArray(verbs)) continue;
      expect(rows, name).toEqual(expect.arrayContaining(verbs));
      for (const verb of verbs) expect(text, name).toMatch(new RegExp(`\\b${verb}\\(`));
    }
  });

  test('what only the system does is out of reach of every page and action', () => {
    const system = authorizationTable.filter((row) => 'system' in row).map(({ verb }) => verb);
    for (const { path, text } of sourceFiles('app')) {
      const reached = system.filter((verb) => new RegExp(`import [^;]*\\b${verb}\\b[^;]*from '@/core`).test(text));
      expect(reached, path).toEqual([]);
    }
  });
});

describe('who may do what', () => {
  test.each(authorizationTable.filter((row) => !('system' in row)).map((row) => [row.verb, row] as const))(
    '%s [Z-01]',
    (_verb, row) =>
      inSandbox(async (db) => {
        const world = await seedWorld(db);
        const met = await tryEveryRole(db, world, row);
        expect(met).toEqual(expectedOf(row));
      }),
    // Fifteen people take their turns in each. One that is given up goes on beside the next, and makes that fail, too.
    120_000,
  );

  test('every permission is given to exactly those who shall have it [Z-01]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const resource = {
        organizationId: world.acme.id,
        ownerId: world.ada.userId,
        visibility: 'organization' as const,
        userId: world.tom.userId,
      };
      const cast = Object.entries(castOf(world));
      const given = permissions.map((permission) => [
        permission,
        cast.filter(([, actor]) => can(actor, permission, resource)).map(([name]) => name),
      ]);
      const wanted = permissions.map((permission) => [
        permission,
        roles.filter((role) => permissionTable[permission].includes(role)),
      ]);
      expect(given).toEqual(wanted);
    }));
});

describe('who may not act, for a reason of their own', () => {
  const done = (role: Role) =>
    authorizationTable.flatMap((row) => ('expected' in row && row.expected[role] === 'ok' ? [row.verb] : []));

  // Leave mustChangePassword out of isActiveDeveloper or isActiveAdmin, and this must fail.
  test('a password to change first takes every permission but those about oneself [A-25]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, dora, priya, alan } = world;
      for (const person of [ada, tom, dora, priya, alan]) {
        const organizationId = person.kind === 'developer' ? person.organization.id : world.acme.id;
        const own = {
          organizationId,
          ownerId: person.userId,
          userId: person.userId,
          visibility: 'organization' as const,
        };
        const held = (actor: Actor) => permissions.filter((permission) => can(actor, permission, own));
        expect(held(person).length, person.firstName).toBeGreaterThan(2);
        expect(held({ ...person, mustChangePassword: true }), person.firstName).toEqual([
          'profile.change',
          'session.end',
        ]);
      }
    }));

  test('an auditor takes along what they read, and changes nothing but what is their own [Z-14]', () => {
    const others = done('audrey').filter((verb) => !ABOUT_ONESELF.includes(verb) && !READING.includes(verb));
    expect(others).toEqual([]);
  });

  test('whoever waits, proved no address, was shut out or waits for their organization does nothing but about themselves [A-26] [T-17] [Z-15]', () => {
    for (const role of ['penny', 'ursula', 'ivan', 'olga'] as const) {
      expect([role, done(role).filter((verb) => !ABOUT_ONESELF.includes(verb))]).toEqual([role, []]);
    }
  });
});

function expectedOf(row: Row): Record<string, Outcome> {
  if ('expected' in row) return row.expected;
  if ('answer' in row) return Object.fromEntries(roles.map((role) => [role, row.answer]));
  return {};
}

/** Each role tries on the same world; what a try changed is undone before the next. */
async function tryEveryRole(db: Database, world: World, row: Row): Promise<Record<string, string>> {
  const met: Record<string, string> = {};
  for (const [name, actor] of Object.entries(castOf(world)))
    met[name] = await undone(db, (tx) => attempt(tx, world, row, actor));
  return met;
}

async function attempt(db: Database, world: World, row: Row, actor: Actor): Promise<string> {
  const ctx = contextFor(db, actor);
  const stage = 'stage' in row ? await row.stage(db, world) : null;
  // Who may do a thing is asked here, not how long ago they proved who they are.
  if (actor.kind === 'developer' || actor.kind === 'admin') await seedSession(db, actor);
  try {
    if ('expected' in row) await row.act(ctx, stage, world);
    else if ('answer' in row) await row.act(ctx);
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

async function undone<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const held: { result?: T } = {};
  const undo = new Error('undo');
  await db
    .transaction(async (tx) => {
      held.result = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return held.result as T;
}
