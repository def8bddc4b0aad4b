import { describe, expect, test } from 'vitest';
import { DomainError } from '@/core/errors';
import { type Actor, anonymous } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { type Role, type RoleRow, roles } from './authorization/roles';
import { authorizationTable } from './authorization-table';
import { contextFor, inSandbox } from './harness';
import { castOf, seedSession, seedWorld, type World } from './world';

const tried = authorizationTable.filter((row): row is RoleRow => 'expected' in row);
/** Another organization's super admin and member, and somebody of the default organization. */
const strangers = ['eve', 'mallory', 'dora'] as const satisfies Role[];
type Stranger = (typeof strangers)[number];

/** Where one of them is no stranger: the table's row is about their own matters, or was made for them. */
const NO_STRANGERS: Readonly<Record<string, readonly Stranger[]>> = {
  // What everybody has of their own.
  ...Object.fromEntries(
    [
      ...['addToCart', 'removeFromCart', 'submitCartGroup', 'exportMyData', 'changeMailChoices', 'markAllRead'],
      ...['createAgentToken', 'askForProducts'],
      // A public product can be watched by every developer.
      ...['watchProduct', 'unwatchProduct'],
      ...['changeProfile', 'signOutEverywhere', 'logOut', 'requestAddressChange', 'prepareTotp', 'deleteOwnAccount'],
    ].map((verb) => [verb, strangers]),
  ),
  // Dora was invited, or asked to be let in; a domain of hers was checked; from the default organization one may found
  // one.
  ...Object.fromEntries(
    [
      ...['acceptInvitation', 'declineInvitation', 'submitJoinRequest', 'acceptJoinRequest', 'declineJoinRequest'],
      ...['withdrawJoinRequest', 'requestOrganization'],
    ].map((verb) => [verb, ['dora']]),
  ),
  // Their own organization's.
  exportOrganization: ['eve'],
  leaveOrganization: ['eve', 'mallory'],
  // Eve's sessions, in Mallory's sight.
  endUserSessions: ['eve', 'mallory'],
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The same thing with other ids in it, each always the same. */
function withOtherIds<T>(given: T, other: (id: string) => string): T {
  if (typeof given === 'string') return (ID.test(given) ? other(given) : given) as T;
  if (Array.isArray(given)) return given.map((one) => withOtherIds(one, other)) as T;
  if (typeof given !== 'object' || given === null || Object.getPrototypeOf(given) !== Object.prototype) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, withOtherIds(value, other)])) as T;
}

function imaginary(): (id: string) => string {
  const made = new Map<string, string>();
  return (id) => {
    const known = made.get(id) ?? newId();
    made.set(id, known);
    return known;
  };
}

type Answer = { code: string; message: string; fields: unknown };

/** What a role is told; the ids that it gives are made others by `other`. */
type Ask = (row: RoleRow, role: Role, other: (id: string) => string) => Promise<Answer>;

/** One world for many questions: each is asked in a part of the transaction that is rolled back. */
function inOneWorld(test: (ask: Ask) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const rollback = new Error('roll back');
    await test(async (row, role, other) => {
      let met: Answer = { code: 'none', message: '', fields: null };
      const asked = db.transaction(async (tx) => {
        const stage = await row.stage(tx, world);
        const actor = castOf(world)[role] ?? anonymous;
        met = await answer(tx, row, { actor, stage, world, other });
        throw rollback;
      });
      await asked.catch((error: unknown) => {
        if (error !== rollback) throw error;
      });
      return met;
    });
  });
}

async function answer(
  db: Database,
  row: RoleRow,
  { actor, stage, world, other }: { actor: Actor; stage: unknown; world: World; other: (id: string) => string },
): Promise<Answer> {
  if (actor.kind === 'developer' || actor.kind === 'admin') await seedSession(db, actor);
  try {
    await row.act(contextFor(db, actor), withOtherIds(stage, other), withOtherIds(world, other));
    return { code: 'ok', message: '', fields: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, message: error.message, fields: error.fieldErrors };
  }
}

describe('a stranger with the real id learns no more than with one that never was', () => {
  test.each(tried.map((row) => [row.verb, row] as const))('%s [I-01]', (verb, row) =>
    inOneWorld(async (ask) => {
      for (const stranger of strangers.filter((name) => !NO_STRANGERS[verb]?.includes(name))) {
        const real = await ask(row, stranger, (id) => id);
        expect({ by: stranger, ...real }).toEqual({ by: stranger, ...(await ask(row, stranger, imaginary())) });
        expect(real.code, stranger).not.toBe('ok');
      }
    }),
  );
});

describe('a text that can be no id is refused and no fault, also for whoever may', () => {
  test.each(tried.map((row) => [row.verb, row] as const))('%s [Z-07]', (_verb, row) =>
    inOneWorld(async (ask) => {
      const able = roles.find((role) => row.expected[role] === 'ok');
      if (!able) return;
      for (const garbage of ['none', "'; --", '__proto__', '00000000-0000-0000-0000-00000000000g']) {
        expect((await ask(row, able, () => garbage)).code, garbage).not.toBe('none');
      }
    }),
  );
});
