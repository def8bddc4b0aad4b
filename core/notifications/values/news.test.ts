import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { invitations, joinRequests, organizations } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld, type World } from '@/test/world';
import type { MessageName } from '../../ports/messages';
import type { Loading, Recipient } from '../message-loader';
import { messageLoaders } from '../message-loaders';

const renderer = createMessageRenderer();
const NEW_EMAIL = 'ada@analytical.test';

/** What a mail of this name says to Ada now, as text; null when it would be dropped. */
async function said(
  db: Database,
  world: World,
  name: MessageName,
  subjectId: string | null,
  facts: Record<string, string> = {},
): Promise<string | null> {
  const { userId, firstName, lastName, email } = world.ada;
  const recipient: Recipient = { userId, firstName, lastName, address: email };
  const loading: Loading = { ctx: contextFor(db), recipient, subjectId, facts, mint: async () => 'the-token' };
  const values = await messageLoaders[name](loading);
  return values ? renderer.render(name, values, { portalName: 'P' }).text : null;
}

test('mails about an account say what changed and lead to the portal', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { userId } = world.ada;
    expect(await said(db, world, 'email-changed', userId, { newEmail: NEW_EMAIL })).toContain(NEW_EMAIL);
    const factor = await said(db, world, 'second-factor-changed', userId, { change: 'A passkey was added.' });
    expect(factor).toContain('A passkey was added.');
    expect(factor).toContain('http://portal.test/profile');
    expect(await said(db, world, 'account-deleted', null)).toContain('Hello Ada');
  }));

test('the answer to an invitation is told while it is the answer', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const id = newId();
    await db.insert(invitations).values({
      id,
      organizationId: world.acme.id,
      email: 'new@acme.test',
      firstName: 'Nina',
      lastName: 'New',
      role: 'team_member',
      status: 'accepted',
      acceptedAt: new Date(),
      expiresAt: new Date(),
    });
    expect(await said(db, world, 'invitation-accepted', id, { personName: 'Nina Newer' })).toContain('Nina Newer');
    expect(await said(db, world, 'invitation-declined', id)).toBeNull();
    expect(await said(db, world, 'invitation-accepted', newId())).toBeNull();
  }));

test('news of a membership is told while it is true', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { acme, evil } = world;
    const facts = { roleName: 'Team member', changedBy: 'Grace' };
    expect(await said(db, world, 'member-changed', acme.id, facts)).toContain('Role: Team member\nChanged by: Grace');
    expect(await said(db, world, 'member-changed', evil.id, facts)).toBeNull();
    expect(await said(db, world, 'member-removed', evil.id)).toContain('Evil Works');
    expect(await said(db, world, 'member-removed', acme.id)).toBeNull();
  }));

test('a request to join is told in the state that it is in', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const id = newId();
    await db.insert(joinRequests).values({ id, organizationId: world.acme.id, userId: world.dora.userId });
    const names = ['join-request-to-decide', 'join-request-accepted', 'join-request-declined'] as const;
    for (const [index, status] of (['pending', 'accepted', 'declined'] as const).entries()) {
      await db.update(joinRequests).set({ status }).where(eq(joinRequests.id, id));
      for (const name of names) {
        const text = await said(db, world, name, id);
        if (name === names[index]) expect(text, name).toContain('Acme');
        else expect(text, `${name} while ${status}`).toBeNull();
      }
    }
  }));

test('news of an organization is told while it is true', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { id } = world.acme;
    const become = (values: Partial<typeof organizations.$inferInsert>) =>
      db.update(organizations).set(values).where(eq(organizations.id, id));
    expect(await said(db, world, 'organization-resumed', id)).toContain('http://portal.test/organization');
    expect(await said(db, world, 'organization-suspended', id, { reason: 'r' })).toBeNull();
    expect(await said(db, world, 'organization-closing', id)).toBeNull();
    await become({ status: 'suspended' });
    expect(await said(db, world, 'organization-suspended', id, { reason: 'No contract' })).toContain('> No contract');
    expect(await said(db, world, 'organization-resumed', id)).toBeNull();
    await become({ status: 'active', closesAt: new Date('2026-12-05T23:30:00Z') });
    expect(await said(db, world, 'organization-closing', id, { requestedBy: 'Tom' })).toContain('5 December 2026');
    await become({ status: 'closed', nameKey: `closed:${id}` });
    expect(await said(db, world, 'organization-closing', id)).toBeNull();
    const closed = await said(db, world, 'organization-closed', id, { organizationName: 'Acme', reason: 'Asked for' });
    expect(closed).toContain('Acme was closed');
  }));
