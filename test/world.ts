import { and, eq, sql } from 'drizzle-orm';
import type { Actor, AdminActor, AdminRole, DeveloperActor, UserStatus } from '@/core/identity/actor';
import { systemActor } from '@/core/identity/actor';
import { ensureBasics, gatewaySeal } from '@/core/settings/ensure-basics';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apps, organizations, sessions, teamMembers, teams, users } from '@/db/schema';
import { contextFor } from './harness';
import { type SeededOrganization, seedOrganization } from './seed-organization';
import { seedOffer } from './world-offer';

/** Where tests say the gateway is, unless they start one. */
type WorldOptions = { gatewayUrl?: string; gatewaySecret?: string; gatewayOrgId?: string };

/**
 * The cast. Ada runs Acme and Tom works there (team Backend); Dora is in the default organization beside Dan; Eve runs
 * another organization; Olga waits for hers to be approved; Priya owns the portal, Alan administers it, Arun approves,
 * Audrey reads; Penny waits for activation, Ursula has not verified, Ivan was deactivated.
 */
export type World = Awaited<ReturnType<typeof seedWorld>>;

/** Builds the cast and a small offer: three catalogs, three products, two plans, one app. */
export async function seedWorld(db: Database, options: WorldOptions = {}) {
  const system = contextFor(db, systemActor('test'));
  await ensureBasics(system, {
    gateway: {
      controlUrl: options.gatewayUrl ?? 'http://127.0.0.1:1',
      secret: options.gatewaySecret ?? 'gateway-secret-for-tests',
      gatewayOrgId: options.gatewayOrgId ?? '5e9d9544a1dcd60001d0ed20',
      proxyUrl: options.gatewayUrl ?? 'http://127.0.0.1:1',
    },
  });
  const people = await seedPeople(db);
  const offer = await seedOffer(db, people.acme.id, people.backend.id);
  const ledger = await seedApp(db, people.ada, 'Ledger', 'organization');
  return { ...people, ...offer, ledger, gatewaySealName: gatewaySeal(offer.gateway.id) };
}

async function seedPeople(db: Database) {
  const [defaults] = await db.select().from(organizations).where(eq(organizations.isDefault, true));
  if (!defaults) throw new Error('ensureBasics made no default organization');
  const acme = await seedOrganization(db, 'Acme', 'active');
  const evil = await seedOrganization(db, 'Evil Works', 'active');
  const waiting = await seedOrganization(db, 'Waiting Works', 'pending');
  const backendId = newId();
  await db.insert(teams).values({ id: backendId, organizationId: acme.id, name: 'Backend' });
  const defaultOrganization = { ...defaults, status: 'active' as const };
  const ada = await seedDeveloper(db, 'Ada', acme, 'super_admin');
  const tom = await seedDeveloper(db, 'Tom', acme, 'team_member', { teamIds: [backendId] });
  return {
    acme,
    evil,
    waiting,
    defaultOrganization,
    backend: { id: backendId },
    ada,
    tom,
    eve: await seedDeveloper(db, 'Eve', evil, 'super_admin'),
    mallory: await seedDeveloper(db, 'Mallory', evil, 'team_member'),
    olga: await seedDeveloper(db, 'Olga', waiting, 'super_admin'),
    dora: await seedDeveloper(db, 'Dora', defaultOrganization, 'team_member'),
    dan: await seedDeveloper(db, 'Dan', defaultOrganization, 'team_member'),
    penny: await seedDeveloper(db, 'Penny', defaultOrganization, 'team_member', { status: 'pending' }),
    ursula: await seedDeveloper(db, 'Ursula', defaultOrganization, 'team_member', { status: 'unverified' }),
    ivan: await seedDeveloper(db, 'Ivan', acme, 'team_member', { status: 'inactive' }),
    priya: await seedAdmin(db, 'Priya', 'owner'),
    alan: await seedAdmin(db, 'Alan', 'admin'),
    arun: await seedAdmin(db, 'Arun', 'approver'),
    audrey: await seedAdmin(db, 'Audrey', 'auditor'),
  };
}

/** A developer, as a row and as the actor that it is when logged in (`seedSession` adds the session's row). */
export async function seedDeveloper(
  db: Database,
  firstName: string,
  organization: SeededOrganization,
  role: DeveloperActor['role'],
  options: { status?: UserStatus; teamIds?: string[]; passwordHash?: string } = {},
): Promise<DeveloperActor> {
  const userId = newId();
  const status = options.status ?? 'active';
  const email = `${firstName.toLowerCase()}@${organization.name.toLowerCase().replaceAll(' ', '-')}.test`;
  await db.insert(users).values({
    id: userId,
    kind: 'developer',
    email,
    firstName,
    lastName: 'Test',
    status,
    passwordHash: options.passwordHash ?? null,
    emailVerifiedAt: status === 'unverified' ? null : new Date(),
    organizationId: organization.id,
    organizationRole: role,
  });
  const [defaultTeam] = await db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organization.id), eq(teams.isDefault, true)));
  const teamIds = [...(defaultTeam ? [defaultTeam.id] : []), ...(options.teamIds ?? [])];
  for (const teamId of teamIds)
    await db.insert(teamMembers).values({ teamId, userId, organizationId: organization.id });
  const { id, name, status: organizationStatus, isDefault } = organization;
  return {
    kind: 'developer',
    userId,
    sessionId: newId(),
    email,
    firstName,
    lastName: 'Test',
    status,
    mustChangePassword: false,
    organization: { id, name, status: organizationStatus, isDefault },
    role,
    teamIds,
  };
}

/** A portal admin, as a row and as the actor that it is when logged in (`seedSession` adds the session's row). */
export async function seedAdmin(db: Database, firstName: string, role: AdminRole): Promise<AdminActor> {
  const userId = newId();
  const email = `${firstName.toLowerCase()}@provider.test`;
  await db.insert(users).values({
    id: userId,
    kind: 'admin',
    email,
    firstName,
    lastName: 'Test',
    status: 'active',
    emailVerifiedAt: new Date(),
    adminRole: role,
  });
  return {
    kind: 'admin',
    userId,
    sessionId: newId(),
    email,
    firstName,
    lastName: 'Test',
    status: 'active',
    mustChangePassword: false,
    needsSecondFactor: false,
    productIds: null,
    role,
  };
}

/**
 * The row of an actor's session, begun now: their proof is fresh. For what wants a fresh proof, or the session itself.
 */
export async function seedSession(db: Database, actor: DeveloperActor | AdminActor): Promise<void> {
  const { sessionId: id, userId } = actor;
  await db.insert(sessions).values({ id, userId, expiresAt: sql`now() + interval '1 hour'` }).onConflictDoNothing();
}

/** An app of this developer. */
export async function seedApp(
  db: Database,
  owner: DeveloperActor,
  name: string,
  visibility: 'personal' | 'team' | 'organization',
  teamId: string | null = null,
) {
  const id = newId();
  const app = { id, organizationId: owner.organization.id, ownerId: owner.userId, name, visibility, teamId };
  await db.insert(apps).values(app);
  return app;
}

/** For tests that go through every actor. */
export function castOf(world: World): Record<string, Actor> {
  const { ada, tom, eve, mallory, olga, dora, dan, penny, ursula, ivan, priya, alan, arun, audrey } = world;
  return {
    ...{ ada, tom, eve, mallory, olga, dora, dan, penny, ursula, ivan },
    ...{ priya, alan, arun, audrey, nobody: { kind: 'anonymous' } },
  };
}
