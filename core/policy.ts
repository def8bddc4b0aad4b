import { allowsPermission } from './api-tokens/scopes';
import { forbidden } from './errors';
import { type Actor, type AdminRole, isActiveAdmin, isActiveDeveloper, isView, tokenOf } from './identity/actor';

/** What a rule may look at. Rows are projected to this; a rule never loads anything itself. */
export type Resource = {
  organizationId?: string | null;
  /** The app's owner or the request's author. */
  ownerId?: string | null;
  visibility?: 'personal' | 'team' | 'organization';
  teamId?: string | null;
  /** The user that is acted upon. */
  userId?: string | null;
  /** The products of a request. */
  productIds?: readonly string[];
};

type Rule = (actor: Actor, resource: Resource) => boolean;

const isSystem: Rule = (actor) => actor.kind === 'system';
const isAdminWith =
  (...roles: AdminRole[]): Rule =>
  (actor) =>
    isActiveAdmin(actor) && roles.includes(actor.role);
const readsAdmin = isAdminWith('owner', 'admin', 'approver', 'auditor');
const runsPortal = isAdminWith('owner', 'admin');
/** Decides whatever waits; an approver of chosen products is none of them. */
const decides: Rule = (actor, resource) =>
  isAdminWith('owner', 'admin', 'approver')(actor, resource) && isActiveAdmin(actor) && actor.productIds === null;
/** An approver of chosen products decides what asks for nothing else. Without a request: whether there may be one. */
const decidesRequest: Rule = (actor, request) =>
  isAdminWith('owner', 'admin', 'approver')(actor, request) &&
  isActiveAdmin(actor) &&
  (request.productIds ?? []).every((id) => actor.productIds === null || actor.productIds.includes(id));

/** May use the app: its owner, its team, or its whole organization, as the app says. Never across organizations. */
const sharesApp: Rule = (actor, app) =>
  isActiveDeveloper(actor) &&
  app.organizationId === actor.organization.id &&
  (app.ownerId === actor.userId ||
    (app.visibility === 'organization' && !actor.organization.isDefault) ||
    (app.visibility === 'team' && !!app.teamId && actor.teamIds.includes(app.teamId)));

const isDeveloper: Rule = (actor) => isActiveDeveloper(actor);
const isSuperAdmin: Rule = (actor, resource) =>
  isActiveDeveloper(actor) &&
  actor.role === 'super_admin' &&
  !actor.organization.isDefault &&
  resource.organizationId === actor.organization.id;
/** Belongs to this organization, which is a real one: nothing is shared in the default organization. */
const isMember: Rule = (actor, resource) =>
  isActiveDeveloper(actor) && !actor.organization.isDefault && resource.organizationId === actor.organization.id;
const isOwner: Rule = (actor, app) => isActiveDeveloper(actor) && app.ownerId === actor.userId;
const isOneself: Rule = (actor, resource) =>
  (actor.kind === 'developer' || actor.kind === 'admin') && actor.userId === resource.userId;

/**
 * Every permission in the portal, one line each. A page hides what this table denies; the verb refuses it all the same.
 */
const rules = {
  'profile.change': isOneself,
  'session.end': (actor, resource) => isOneself(actor, resource) || runsPortal(actor, resource),

  'user.list': readsAdmin,
  'user.activate': decides,
  'user.deactivate': runsPortal,
  'user.create': runsPortal,
  'user.change': runsPortal,
  'user.move': runsPortal,
  'user.delete': runsPortal,
  'user.export': readsAdmin,
  'admin.create': (actor, resource) => isSystem(actor, resource) || isAdminWith('owner')(actor, resource),
  'admin.list': readsAdmin,
  'admin.manage': isAdminWith('owner'),

  'organization.request': (actor) => isActiveDeveloper(actor) && actor.organization.isDefault,
  'organization.decide': decides,
  'organization.change': (actor, resource) => runsPortal(actor, resource) || isSuperAdmin(actor, resource),
  'organization.list': readsAdmin,
  'organization.create': runsPortal,
  'organization.suspend': runsPortal,
  'organization.delete': runsPortal,
  'organization.domains': runsPortal,
  'organization.close': isSuperAdmin,
  'organization.leave': isMember,
  'organization.join': (actor) => isActiveDeveloper(actor) && actor.organization.isDefault,
  'team.manage': (actor, resource) => runsPortal(actor, resource) || isSuperAdmin(actor, resource),
  'member.list': (actor, resource) => readsAdmin(actor, resource) || isMember(actor, resource),
  'member.invite': (actor, resource) => runsPortal(actor, resource) || isSuperAdmin(actor, resource),
  'member.manage': (actor, resource) => runsPortal(actor, resource) || isSuperAdmin(actor, resource),

  'joinRequest.decide': isSuperAdmin,
  'inviteCode.list': readsAdmin,
  'inviteCode.manage': runsPortal,

  'cart.change': isDeveloper,
  'app.create': isDeveloper,
  'app.change': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),
  'app.delete': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),
  'app.transfer': (actor, app) => (isMember(actor, app) && isOwner(actor, app)) || isSuperAdmin(actor, app),
  'app.list_all': readsAdmin,
  'app.create_for': runsPortal,

  'accessRequest.submit': sharesApp,
  'accessRequest.submit_for': runsPortal,
  'accessRequest.cancel': sharesApp,
  'accessRequest.decide': decidesRequest,
  'accessRequest.withdraw': decidesRequest,
  'accessRequest.list_all': readsAdmin,
  'accessRequest.ask_information': decidesRequest,
  'accessRequest.answer': sharesApp,
  'accessRequest.assign': decidesRequest,
  'accessRequest.nudge': sharesApp,
  'inbox.use': readsAdmin,
  'approvalRule.change': runsPortal,
  'decisionReason.change': runsPortal,

  'credential.claim': sharesApp,
  'credential.reveal': sharesApp,
  'credential.regenerate': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),
  'credential.revoke': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app) || isSystem(actor, app),
  'credential.suspend': (actor, app) => runsPortal(actor, app) || isSuperAdmin(actor, app),
  'credential.rename': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),
  'credential.renew': sharesApp,
  'credential.change_terms': sharesApp,
  'credential.extend': sharesApp,
  'credential.import': runsPortal,
  'credential.introspect': runsPortal,
  'credential.list_all': readsAdmin,
  'credential.end_all': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),
  'organization.end_keys': (actor, resource) => runsPortal(actor, resource) || isSuperAdmin(actor, resource),
  'app.confirm': sharesApp,
  'usage.read': (actor, app) => sharesApp(actor, app) || readsAdmin(actor, app),
  'apiToken.manage': runsPortal,
  'agentToken.manage': (actor) => isActiveDeveloper(actor) && !isView(actor),
  'webhook.read': readsAdmin,
  'webhook.manage': runsPortal,
  'webhook.deliver': isSystem,
  'credential.retry': (actor, app) => sharesApp(actor, app) || runsPortal(actor, app),

  'offer.read_all': readsAdmin,
  'offer.change': (actor, resource) => runsPortal(actor, resource) || isSystem(actor, resource),
  'gateway.change': (actor, resource) => runsPortal(actor, resource) || isSystem(actor, resource),
  'offer.view_as': runsPortal,
  'product.watch': isDeveloper,
  'tryIt.send': (actor) => (isActiveDeveloper(actor) && !isView(actor)) || isActiveAdmin(actor),
  'settings.read': readsAdmin,
  'settings.change': (actor, resource) => runsPortal(actor, resource) || isSystem(actor, resource),
  'audit.read': readsAdmin,
  'mail.read': readsAdmin,
  'mail.change': runsPortal,
} satisfies Record<string, Rule>;

/** Everything that somebody may be asked leave for. */
export type Permission = keyof typeof rules;

/** The table's names, for the test that wants a row for every one. */
export const permissions = Object.keys(rules) as Permission[];

/** Whether the actor may do this: for hiding what would be refused anyway. A view of somebody may nothing. */
export function can(actor: Actor, permission: Permission, resource: Resource = {}): boolean {
  return !isView(actor) && isInScope(actor, permission) && rules[permission](actor, resource);
}

/** A program that brings an admin's token may do what the admin may, and of that what the token's scopes name. */
function isInScope(actor: Actor, permission: Permission): boolean {
  const token = tokenOf(actor);
  return token === null || allowsPermission(token.scopes, permission);
}

/**
 * Refuses what the table denies. Call after loading through visibility, so that strangers have met `not_found` already.
 */
export function authorize(actor: Actor, permission: Permission, resource: Resource = {}): void {
  if (!can(actor, permission, resource)) throw forbidden();
}
