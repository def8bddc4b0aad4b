import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import { askForChange } from '@/test/changes';
import { contextFor, inSandbox } from '@/test/harness';
import { seedKey } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import type { Actor } from '../identity/actor';
import { getChangeForm } from './get-change-form';
import { getOpenChange } from './get-open-change';
import type { ChangeSubmission } from './submit-change';

/** Ada's key for Payments on the plan that approves by itself, and how to ask for the standard plan. */
async function staged(db: Database) {
  const world = await seedWorld(db);
  const key = await seedKey(db, world, { by: world.ada, app: world.ledger });
  const { credentialId } = key;
  const ask = (wish: Partial<ChangeSubmission> = {}, by: Actor = world.ada) =>
    askForChange(contextFor(db, by), world, credentialId, wish);
  return { world, ...key, ask };
}

describe('a key that cannot be changed', () => {
  const cases: [string, Partial<typeof credentials.$inferInsert>][] = [
    ['waits to be generated', { status: 'awaiting_claim' }],
    ['is being made', { status: 'provisioning' }],
    ['was refused by the gateway', { status: 'failed' }],
    ['is ending', { status: 'revoking' }],
    ['was replaced', { retiringAt: new Date(), endsAt: new Date(Date.now() + 60_000) }],
    ['is suspended', { suspendedAt: new Date() }],
    ['has expired', { expiresAt: new Date(Date.now() - 3_600_000) }],
    ['was found in the open', { foundAt: new Date() }],
  ];
  test.each(cases)('because it %s, is refused with a sentence that says what to do', (_name, state) =>
    inSandbox(async (db) => {
      const { world, ask, credentialId } = await staged(db);
      await db.update(credentials).set(state).where(eq(credentials.id, credentialId));
      const refused = (await refusalOf(ask())) as { code?: string; message?: string };
      expect(refused.code).toBe('conflict');
      const form = await getChangeForm(contextFor(db, world.ada), { credentialId });
      expect(form).toMatchObject({ refusal: refused.message, catalogs: [] });
    }),
  );
});

describe('the form', () => {
  test('offers the catalogs that the person sees, what the key has first, and what it would lose', () =>
    inSandbox(async (db) => {
      const { world, credentialId } = await staged(db);
      const form = await getChangeForm(contextFor(db, world.ada), { credentialId });
      expect(form).toMatchObject({
        refusal: null,
        open: null,
        now: { planId: world.standard.id, productNames: 'payments' },
      });
      const told = form.catalogs.map(({ slug, products: offered, lost, plans: known }) => ({
        slug,
        offered: offered.map(({ name, isHeld }) => (isHeld ? `${name}!` : name)),
        lost,
        plans: known.map(({ name }) => name).sort(),
      }));
      const all = ['free', 'standard'];
      expect(told.sort((a, b) => (a.slug < b.slug ? -1 : 1))).toEqual([
        { slug: 'internal', offered: ['weather'], lost: ['payments'], plans: all },
        { slug: 'partners', offered: ['ledger', 'payments!'], lost: [], plans: all },
        { slug: 'public', offered: ['payments!', 'weather'], lost: [], plans: all },
      ]);
    }));

  test('is nobody’s but theirs who share the app', () =>
    inSandbox(async (db) => {
      const { world, credentialId } = await staged(db);
      const answerTo = (who: Actor) => outcome(getChangeForm(contextFor(db, who), { credentialId }));
      expect(await answerTo(world.tom)).toBe('ok');
      expect(await answerTo(world.eve)).toBe('not_found');
      expect(await answerTo(world.dora)).toBe('not_found');
      expect(await answerTo(world.priya)).toBe('forbidden');
      expect(await outcome(getOpenChange(contextFor(db, world.eve), { credentialId }))).toBe('not_found');
    }));
});
