import type { Scope } from '../api-tokens/scopes';

/** Whoever is asking, with what they may do. Read fresh on every request; never from a cookie. */
export type Actor = AnonymousActor | DeveloperActor | AdminActor | SystemActor;

/** Nobody is logged in, or the session is over. */
export type AnonymousActor = { kind: 'anonymous' };

/** Only `active` people may use the portal; the others wait for their address or an admin, or were deactivated. */
export type UserStatus = 'unverified' | 'pending' | 'active' | 'inactive';
/** Only in an `active` one may people ask for keys. */
export type OrganizationStatus = 'pending' | 'active' | 'rejected' | 'suspended' | 'closed';
/** What each may do stands in core/policy.ts. */
export type AdminRole = 'owner' | 'admin' | 'approver' | 'auditor';

/** What is known of everybody who has an account. */
export type Person = {
  userId: string;
  sessionId: string;
  email: string;
  firstName: string;
  lastName: string;
  status: UserStatus;
  mustChangePassword: boolean;
  /** A program acts for the person, and may only what these scopes name (core/policy.ts). */
  token?: Token;
};

type Token = { id: string; name: string; scopes: readonly Scope[] };

/** An API consumer: belongs to exactly one organization and to some of its teams. */
export type DeveloperActor = Person & {
  kind: 'developer';
  organization: { id: string; name: string; status: OrganizationStatus; isDefault: boolean };
  role: 'super_admin' | 'team_member';
  teamIds: readonly string[];
  /** An admin looks at what this person or team is offered: it reads the offer as nobody's account, and no more. */
  isView?: true;
};

/** Works for the API provider. Where admins need a second factor, one who has none sets it up before anything else. */
export type AdminActor = Person & {
  kind: 'admin';
  role: AdminRole;
  needsSecondFactor: boolean;
} & Decides;

/** The products whose requests an approver decides, and nothing else then; null: they decide whatever waits. */
type Decides = { productIds: readonly string[] | null };

/** A job or the operator's tool. `name` is what the audit log shows. */
export type SystemActor = { kind: 'system'; name: string };

/** Nobody. */
export const anonymous: AnonymousActor = { kind: 'anonymous' };

/** The system, acting under a name that the audit log shows. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', name };
}

/**
 * A developer who may use the portal: active, of an active organization, with no password to change first.
 * Everybody else who is signed in sees one page that says what they wait for.
 */
export function isActiveDeveloper(actor: Actor): actor is DeveloperActor {
  return (
    actor.kind === 'developer' &&
    actor.status === 'active' &&
    actor.organization.status === 'active' &&
    !actor.mustChangePassword
  );
}

/** Whether this is an admin's view of what somebody else is offered; it changes nothing and owns nothing. */
export function isView(actor: Actor): boolean {
  return actor.kind === 'developer' && actor.isView === true;
}

/** A portal admin who may act. */
export function isActiveAdmin(actor: Actor): actor is AdminActor {
  return actor.kind === 'admin' && actor.status === 'active' && !actor.mustChangePassword && !actor.needsSecondFactor;
}

/** The token with which a program acts; null for a person at the screen. */
export function tokenOf(actor: Actor): Token | null {
  return actor.kind === 'admin' || actor.kind === 'developer' ? (actor.token ?? null) : null;
}

/** Who it was, as others are told: the person's name, or that the portal did it by itself. */
export function nameOfActor(actor: Actor): string {
  return actor.kind === 'developer' || actor.kind === 'admin' ? `${actor.firstName} ${actor.lastName}` : 'The portal';
}

/** The user's id, or null for nobody and for the system. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'developer' || actor.kind === 'admin' ? actor.userId : null;
}
