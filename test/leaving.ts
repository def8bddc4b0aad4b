import { eq, sql } from 'drizzle-orm';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { claimCredential } from '@/core/credentials/claim-credential';
import { credentialSeal, keyDigest } from '@/core/credentials/key-secrets';
import { revealCredential } from '@/core/credentials/reveal-credential';
import type { Actor, DeveloperActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apps, credentials, invitations, users } from '@/db/schema';
import { contextFor } from './harness';
import { seedRequest } from './requests';
import { seedSession, type World } from './world';

/** An approved request of this person in this app, with a key that works, as if a gateway had answered. */
export async function seedKey(
  db: Database,
  world: World,
  wish: { by: Actor; app: { id: string } | string; revealedBy?: DeveloperActor },
): Promise<{ requestId: string; appId: string; credentialId: string }> {
  const asked = await seedRequest(db, world, wish);
  await approveAccessRequest(contextFor(db, world.priya), asked);
  const [made] = await db
    .select({ credentialId: credentials.id })
    .from(credentials)
    .where(eq(credentials.accessRequestId, asked.requestId));
  if (!made) throw new Error('the approval prepared no credential');
  const ctx = contextFor(db, wish.by);
  await claimCredential(ctx, made);
  await db
    .update(credentials)
    .set({
      status: 'active',
      activeAt: sql`now()`,
      settledAt: sql`now()`,
      keySealed: ctx.secrets.seal(made.credentialId, credentialSeal(made.credentialId)),
      keyDigest: keyDigest(ctx, made.credentialId),
    })
    .where(eq(credentials.id, made.credentialId));
  await db.execute(sql`update access_requests set status = 'fulfilled' where id = ${asked.requestId}`);
  if (wish.revealedBy) {
    await seedSession(db, wish.revealedBy);
    await revealCredential(contextFor(db, wish.revealedBy), made);
  }
  return { ...asked, ...made };
}

/** An invitation into Acme that waits, by this person. */
export async function seedInvitation(db: Database, world: World, by: { userId: string }, email = 'new@acme.test') {
  const id = newId();
  await db.insert(invitations).values({
    id,
    organizationId: world.acme.id,
    email,
    firstName: 'New',
    lastName: 'Person',
    role: 'team_member',
    invitedBy: by.userId,
    expiresAt: sql`now() + interval '7 days'`,
  });
  return { invitationId: id };
}

/**
 * Living apps whose owner is not an active developer of the app's organization, or who has none: there must be none.
 */
export async function unownedApps(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select ${apps.name} as name from ${apps} left join ${users} on ${users.id} = ${apps.ownerId}
    where ${apps.deletedAt} is null and (${users.id} is null or ${users.deletedAt} is not null
      or ${users.organizationId} <> ${apps.organizationId})`);
  return rows.map(({ name }) => name);
}
