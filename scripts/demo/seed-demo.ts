import { eq, sql } from 'drizzle-orm';
import { asActor, type Context } from '@/core/context';
import { systemActor } from '@/core/identity/actor';
import { mutate } from '@/core/mutate';
import type { Database } from '@/db/client';
import { auditEvents, users } from '@/db/schema';
import { askForAccess } from './ask';
import { named } from './cast';
import { readDocuments } from './documents';
import { insertChange } from './insert-change';
import { insertInbox } from './insert-inbox';
import { insertInviteCodes } from './insert-invite-codes';
import { insertKeyCare } from './insert-key-care';
import { insertMemberships } from './insert-memberships';
import { insertOffer } from './insert-offer';
import { insertOrganizations } from './insert-organizations';
import { insertPages } from './insert-pages';
import { hashDemoPasswords, insertPeople } from './insert-people';
import { insertRules } from './insert-rules';
import { insertTokens } from './insert-tokens';
import { insertWebhooks } from './insert-webhooks';
import { changeDemoSettings } from './settings';

/** Any number that is not used elsewhere as an advisory lock of a transaction. */
const DEMO_LOCK = 7_310_244_522;

type Seeded =
  /** Documents that are still to be read; their jobs are enqueued. */
  | { outcome: 'seeded'; documentIds: string[] }
  | { outcome: 'seeded_before' }
  /** There are people already, so the demo's, with passwords that everybody knows, were kept out. */
  | { outcome: 'not_empty' };

/**
 * Loads the demo: people, offer, and requests in every state, in one transaction, once. A second time changes nothing.
 * Wants `ensureBasics` to have run. Throws `CommandError` when the packages with the documents are missing.
 */
export async function seedDemo(given: Context): Promise<Seeded> {
  const before = await whatIsThere(given.db);
  if (before) return before;
  const ctx = asActor(given, systemActor('demo data'));
  const [documents, hashes] = await Promise.all([readDocuments(), hashDemoPasswords()]);
  return ctx.db.transaction(async (tx) => {
    // Thirteen megabytes of documents and a busy machine; and two seeds at once wait for each other.
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local lock_timeout = 0`);
    await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`);
    const meanwhile = await whatIsThere(tx);
    if (meanwhile) return meanwhile;
    const inside = { ...ctx, db: tx };
    await changeDemoSettings(inside);
    await insertPages(inside);
    const places = await insertOrganizations(inside);
    const cast = await insertPeople(inside, { places, hashes });
    const { documentIds, ...offer } = await insertOffer(inside, { partnerId: named(places, 'acme').id, documents });
    await askForAccess(inside, cast, offer);
    await insertChange(inside, cast, offer);
    await insertInbox(inside, cast);
    await insertRules(inside, cast);
    await insertKeyCare(inside, cast);
    await insertTokens(inside, cast);
    await insertInviteCodes(inside, places, cast);
    await insertMemberships(inside, places, cast);
    await insertWebhooks(inside, cast);
    await mutate(inside, (unit) => unit.audit('demo.seeded', { kind: 'settings', id: null }));
    return { outcome: 'seeded', documentIds };
  });
}

async function whatIsThere(db: Pick<Database, 'select'>): Promise<Seeded | null> {
  const [seeded] = await db
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(eq(auditEvents.event, 'demo.seeded'))
    .limit(1);
  if (seeded) return { outcome: 'seeded_before' };
  const [somebody] = await db.select({ id: users.id }).from(users).limit(1);
  return somebody ? { outcome: 'not_empty' } : null;
}
