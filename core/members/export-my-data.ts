import { asc, desc, eq, or, sql } from 'drizzle-orm';
import {
  accessRequests,
  apps,
  cartItems,
  credentials,
  invitations,
  notifications,
  organizations,
  requestMessages,
  teamMembers,
  teams,
  users,
} from '@/db/schema';
import { productNames } from '../access-requests/request-line';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { personalFields, shownAnswers } from '../identity/sign-up-values';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { readOwnEvents } from './read-own-events';
import { readSignIns } from './read-sign-ins';

/** Everything that the portal keeps about one person, as plain JSON. No password, key, code or link is in it. */
export type MyData = Awaited<ReturnType<typeof collect>>;

/**
 * What the portal knows about the person who asks: account, answers, teams, apps, requests, keys without the keys
 * themselves, sessions, tokens, invitations and what the audit log says about them. That it was taken is written down.
 * Throws `unauthenticated`.
 */
export async function exportMyData(ctx: Context): Promise<MyData> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  const organizationId = actor.kind === 'developer' ? actor.organization.id : null;
  return mutate(ctx, async (unit) => {
    await unit.audit('user.exported', { kind: 'user', id: actor.userId, organizationId }, { what: 'my data' });
    return collect(unit, { userId: actor.userId, at: ctx.now() });
  });
}

async function collect({ tx }: Unit, { userId, at }: { userId: string; at: Date }) {
  return {
    exportedAt: at,
    account: await readAccount(tx, userId),
    teams: await tx
      .select({ name: teams.name, joinedAt: teamMembers.createdAt })
      .from(teamMembers)
      .innerJoin(teams, eq(teams.id, teamMembers.teamId))
      .where(eq(teamMembers.userId, userId))
      .orderBy(asc(teams.name)),
    apps: await tx
      .select({
        id: apps.id,
        name: apps.name,
        description: apps.description,
        visibility: apps.visibility,
        createdAt: apps.createdAt,
        deletedAt: apps.deletedAt,
      })
      .from(apps)
      .where(eq(apps.ownerId, userId))
      .orderBy(asc(apps.createdAt)),
    requests: await readRequests(tx, userId),
    messages: await readMessages(tx, userId),
    credentials: await readCredentials(tx, userId),
    cart: await tx.$count(cartItems, eq(cartItems.userId, userId)),
    ...(await readSignIns(tx, userId)),
    invitations: await readInvitations(tx, userId),
    notifications: await tx
      .select({ title: notifications.title, at: notifications.createdAt, readAt: notifications.readAt })
      .from(notifications)
      .where(eq(notifications.userId, userId))
      .orderBy(desc(notifications.createdAt)),
    events: await readOwnEvents(tx, userId),
  };
}

type Tx = Unit['tx'];

async function readAccount(tx: Tx, userId: string) {
  const [account] = await tx
    .select({
      id: users.id,
      kind: users.kind,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      emailVerifiedAt: users.emailVerifiedAt,
      termsAcceptedAt: users.termsAcceptedAt,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      signsInElsewhere: sql<boolean>`${users.oidcSubject} is not null`,
      answers: users.signUpValues,
      organization: organizations.name,
      role: sql<string | null>`coalesce(${users.organizationRole}::text, ${users.adminRole}::text)`,
      lastSeenAt: users.lastSeenAt,
      createdAt: users.createdAt,
    })
    .from(users)
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, userId));
  if (!account) throw unauthenticated();
  // Fields that only admins see are theirs: their notes about somebody, not the person's answers.
  const { signUpFields } = await readSettings(tx);
  return { ...account, answers: shownAnswers(personalFields(signUpFields), account.answers) };
}

function readRequests(tx: Tx, userId: string) {
  return tx
    .select({
      id: accessRequests.id,
      app: apps.name,
      products: productNames,
      plan: sql<string>`${accessRequests.terms} ->> 'displayName'`,
      status: accessRequests.status,
      answers: accessRequests.answers,
      decidedAt: accessRequests.decidedAt,
      createdAt: accessRequests.createdAt,
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(eq(accessRequests.requestedBy, userId))
    .orderBy(asc(accessRequests.createdAt));
}

/** What they wrote about requests. */
function readMessages(tx: Tx, userId: string) {
  return tx
    .select({
      requestId: requestMessages.accessRequestId,
      body: requestMessages.body,
      createdAt: requestMessages.createdAt,
    })
    .from(requestMessages)
    .where(eq(requestMessages.authorId, userId))
    .orderBy(asc(requestMessages.createdAt));
}

/** Of one's own apps, and those that one made. */
function readCredentials(tx: Tx, userId: string) {
  return tx
    .select({
      id: credentials.id,
      app: apps.name,
      name: credentials.name,
      lastFour: credentials.lastFour,
      status: credentials.status,
      claimedAt: credentials.claimedAt,
      expiresAt: credentials.expiresAt,
      revokedAt: credentials.revokedAt,
      createdAt: credentials.createdAt,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(or(eq(apps.ownerId, userId), eq(credentials.claimedBy, userId)))
    .orderBy(asc(credentials.createdAt));
}

/** Those that one got, and those that one sent. */
function readInvitations(tx: Tx, userId: string) {
  return tx
    .select({
      email: invitations.email,
      organization: organizations.name,
      status: invitations.status,
      createdAt: invitations.createdAt,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(or(eq(invitations.invitedBy, userId), eq(invitations.acceptedBy, userId), eq(invitations.userId, userId)));
}
