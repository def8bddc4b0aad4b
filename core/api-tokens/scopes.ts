import type { Permission } from '../policy';

type ScopeRule = { about: string; permissions: readonly Permission[] };

/**
 * What a token may be for, in the order of the form. A token may do what its admin may, and of that only what one of
 * its scopes names. `write` includes `read` of the same resource.
 */
const rules = {
  'developers:read': { about: 'Read developers and their sign-up fields', permissions: ['user.list'] },
  'developers:write': {
    about: 'Make, invite, change, activate, deactivate and delete developers',
    permissions: [
      'user.list',
      'user.activate',
      'user.deactivate',
      'user.create',
      'user.change',
      'user.move',
      'user.delete',
      'session.end',
      'member.invite',
      'member.manage',
    ],
  },
  'organizations:read': { about: 'Read organizations', permissions: ['organization.list'] },
  'organizations:write': {
    about: 'Make, approve, reject, change, suspend and delete organizations',
    permissions: [
      'organization.list',
      'organization.decide',
      'organization.create',
      'organization.change',
      'organization.suspend',
      'organization.delete',
      'organization.domains',
    ],
  },
  'teams:read': { about: 'Read teams and who is in them', permissions: ['organization.list'] },
  'teams:write': { about: 'Make, change and delete teams', permissions: ['organization.list', 'team.manage'] },
  'invite-codes:read': { about: 'Read invite codes', permissions: ['inviteCode.list'] },
  'invite-codes:write': {
    about: 'Issue and change invite codes',
    permissions: ['inviteCode.list', 'inviteCode.manage'],
  },
  'products:read': { about: 'Read products of every state', permissions: ['offer.read_all'] },
  'products:write': {
    about: 'Make, change, publish and delete products',
    permissions: ['offer.read_all', 'offer.change'],
  },
  'plans:read': { about: 'Read plans', permissions: ['offer.read_all'] },
  'plans:write': { about: 'Make, change and delete plans', permissions: ['offer.read_all', 'offer.change'] },
  'catalogs:read': { about: 'Read catalogs', permissions: ['offer.read_all'] },
  'catalogs:write': { about: 'Make, change and delete catalogs', permissions: ['offer.read_all', 'offer.change'] },
  'gateways:read': { about: 'Read gateways, never their secrets', permissions: ['offer.read_all'] },
  'gateways:write': {
    about: 'Add, change, synchronize and remove gateways',
    permissions: ['offer.read_all', 'offer.change', 'gateway.change'],
  },
  'apps:read': { about: 'Read apps', permissions: ['app.list_all'] },
  'apps:write': {
    about: 'Make, change and delete apps for developers',
    permissions: ['app.list_all', 'app.create_for', 'app.change', 'app.delete'],
  },
  'requests:read': { about: 'Read requests', permissions: ['accessRequest.list_all'] },
  'requests:write': {
    about: 'Ask for developers, approve, decline and withdraw requests',
    permissions: [
      'accessRequest.list_all',
      'accessRequest.decide',
      'accessRequest.withdraw',
      'accessRequest.ask_information',
      'accessRequest.assign',
      'accessRequest.submit_for',
      'app.create_for',
    ],
  },
  'credentials:read': { about: 'Read credentials, never their keys', permissions: ['credential.list_all'] },
  'credentials:write': {
    about: 'Import, rename, regenerate, revoke, suspend and resume credentials',
    permissions: [
      'credential.list_all',
      'credential.rename',
      'credential.retry',
      'credential.import',
      'credential.regenerate',
      'credential.revoke',
      'credential.suspend',
    ],
  },
  'webhooks:read': { about: 'Read webhooks and what was sent', permissions: ['webhook.read'] },
  'webhooks:write': {
    about: 'Make, change, test and delete webhooks, and send again',
    permissions: ['webhook.read', 'webhook.manage'],
  },
  'audit:read': { about: 'Read the audit log', permissions: ['audit.read'] },
  'settings:read': { about: 'Read settings', permissions: ['settings.read'] },
  'settings:write': { about: 'Change settings', permissions: ['settings.read', 'settings.change'] },
  introspect: { about: 'Ask whose key a key is', permissions: ['credential.introspect'] },
  'agent:read': { about: 'Search and read what you see in the portal, as an agent (MCP)', permissions: [] },
  'agent:write': {
    about: 'Ask for access in your name, as an agent (MCP)',
    permissions: ['app.create', 'cart.change', 'accessRequest.submit', 'accessRequest.cancel', 'accessRequest.answer'],
  },
} as const satisfies Record<string, ScopeRule>;

/** A resource and `read` or `write`. */
export type Scope = keyof typeof rules;

/** Every scope, in the order of the form. */
export const scopes = Object.keys(rules) as Scope[];

/** What a developer may give a token; the rest is about running the portal. */
export const agentScopes = ['agent:read', 'agent:write'] as const satisfies readonly Scope[];

/** Whether this text is the name of a scope. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(rules, text);
}

/** What a scope lets a token do, in words. */
export function aboutScope(scope: Scope): string {
  return rules[scope].about;
}

/** Whether a token with these scopes may ask for what needs `wanted`. */
export function coversScope(held: readonly Scope[], wanted: Scope): boolean {
  return held.some((scope) => scope === wanted || scope === wanted.replace(/:read$/, ':write'));
}

/** Whether one of these scopes names this permission. The second net, under the one of each operation's own scope. */
export function allowsPermission(held: readonly Scope[], permission: Permission): boolean {
  return held.some((scope) => (rules[scope].permissions as readonly Permission[]).includes(permission));
}
