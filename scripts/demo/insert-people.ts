import { eq } from 'drizzle-orm';
import type { Context } from '@/core/context';
import type { AdminActor, DeveloperActor } from '@/core/identity/actor';
import { hashPassword } from '@/core/identity/passwords';
import { mutate, type Unit } from '@/core/mutate';
import { newId } from '@/db/ids';
import { organizations, teamMembers, users } from '@/db/schema';
import { type Cast, daysBefore, named } from './cast';
import type { Place } from './insert-organizations';
import {
  DEMO_ADMIN_PASSWORD,
  DEMO_DEVELOPER_PASSWORD,
  type DemoAdmin,
  type DemoDeveloper,
  demoAdmins,
  demoDevelopers,
  demoOrganizations,
} from './people';

/** An hour of the last few: people were seen lately, but not all at once. */
const SEEN_HOURS = 7;

/** Hashes for everybody: one for each password is enough, because the demo prints both. */
export async function hashDemoPasswords(): Promise<{ admin: string; developer: string }> {
  const [admin, developer] = await Promise.all([
    hashPassword(DEMO_ADMIN_PASSWORD),
    hashPassword(DEMO_DEVELOPER_PASSWORD),
  ]);
  return { admin, developer };
}

/** Makes the accounts, and says who asked for the organizations that wait. */
export async function insertPeople(
  ctx: Context,
  input: { places: Map<string, Place>; hashes: { admin: string; developer: string } },
): Promise<Cast> {
  const { places, hashes } = input;
  const developers = new Map<string, DeveloperActor>();
  const admins = new Map<string, AdminActor>();
  await mutate(ctx, async (unit) => {
    for (const [at, wish] of demoAdmins.entries()) {
      admins.set(wish.key, await insertAdmin(ctx, unit, wish, { hash: hashes.admin, at }));
    }
    for (const [at, wish] of demoDevelopers.entries()) {
      const place = named(places, wish.organization);
      developers.set(wish.key, await insertDeveloper(ctx, unit, wish, { place, hash: hashes.developer, at }));
    }
    for (const { key, request } of demoOrganizations) {
      if (!request) continue;
      const requestedBy = named(developers, request.by).userId;
      await unit.tx
        .update(organizations)
        .set({ requestedBy })
        .where(eq(organizations.id, named(places, key).id));
    }
  });
  return { developer: (key) => named(developers, key), admin: (key) => named(admins, key) };
}

type Seat = { hash: string; at: number };

async function insertAdmin(ctx: Context, unit: Unit, wish: DemoAdmin, { hash, at }: Seat): Promise<AdminActor> {
  const { email, firstName, lastName, role } = wish;
  const userId = newId();
  const createdAt = daysBefore(ctx.now(), 800 - at);
  await unit.tx.insert(users).values({
    ...{ id: userId, kind: 'admin', status: 'active', email, firstName, lastName, adminRole: role },
    ...{ passwordHash: hash, emailVerifiedAt: createdAt, createdAt, updatedAt: createdAt },
    lastSeenAt: daysBefore(ctx.now(), (at * SEEN_HOURS + 1) / 24),
  });
  await unit.audit('admin.created', { kind: 'user', id: userId }, { email, role });
  const person = { userId, sessionId: newId(), email, firstName, lastName, mustChangePassword: false };
  return { kind: 'admin', status: 'active', needsSecondFactor: false, productIds: null, role, ...person };
}

async function insertDeveloper(
  ctx: Context,
  unit: Unit,
  wish: DemoDeveloper,
  { place, hash, at }: Seat & { place: Place },
): Promise<DeveloperActor> {
  const { email, firstName, lastName, role, status = 'active' } = wish;
  const userId = newId();
  const createdAt = daysBefore(ctx.now(), wish.daysOld + (at % 5) / 10);
  await unit.tx.insert(users).values({
    ...{ id: userId, kind: 'developer', status, email, firstName, lastName, organizationRole: role },
    ...{ organizationId: place.id, passwordHash: hash, createdAt, updatedAt: createdAt },
    emailVerifiedAt: status === 'unverified' ? null : createdAt,
    lastSeenAt: status === 'active' ? daysBefore(ctx.now(), (at * SEEN_HOURS) / 24) : null,
  });
  const teamIds = [place.defaultTeamId, ...(wish.teams ?? []).map((team) => named(place.teams, team))];
  const organizationId = place.id;
  await unit.tx.insert(teamMembers).values(teamIds.map((teamId) => ({ teamId, userId, organizationId })));
  await unit.audit('user.created', { kind: 'user', id: userId, organizationId }, { email });
  const { id, name, status: placeStatus, isDefault } = place;
  return {
    ...{ kind: 'developer', userId, sessionId: newId(), email, firstName, lastName, status, role, teamIds },
    mustChangePassword: false,
    organization: { id, name, status: placeStatus, isDefault },
  };
}
