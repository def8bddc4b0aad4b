import type { Permission } from '../policy';

type ScopeRule = { about: string; permissions: readonly Permission[] };

/**
 * What a token may be for, in the order of the form. A token may do what its admin may, and of that only what one of
 * its scopes names. `write` includes `read` of the same resource.
 */
const rules = {
  'developers:read': { about: 'Read developers and their sign-up fields', permissions: ['user.list'] },
  'organizations:read': { about: 'Read organizations', permissions: ['organization.list'] },
  'teams:read': { about: 'Read teams and who is in them', permissions: ['organization.list'] },
  'products:read': { about: 'Read products of every state', permissions: ['offer.read_all'] },
  'plans:read': { about: 'Read plans', permissions: ['offer.read_all'] },
  'catalogs:read': { about: 'Read catalogs', permissions: ['offer.read_all'] },
  'gateways:read': { about: 'Read gateways, never their secrets', permissions: ['offer.read_all'] },
  'apps:read': { about: 'Read apps', permissions: ['app.list_all'] },
  'requests:read': { about: 'Read requests', permissions: ['accessRequest.list_all'] },
  'requests:write': {
    about: 'Approve and decline requests',
    permissions: ['accessRequest.list_all', 'accessRequest.decide'],
  },
  'credentials:read': { about: 'Read credentials, never their keys', permissions: ['credential.list_all'] },
  'credentials:write': {
    about: 'Import, regenerate, revoke, suspend and resume credentials',
    permissions: [
      'credential.list_all',
      'credential.import',
      'credential.regenerate',
      'credential.revoke',
      'credential.suspend',
    ],
  },
  introspect: { about: 'Ask whose key a key is', permissions: ['credential.introspect'] },
} as const satisfies Record<string, ScopeRule>;

export type Scope = keyof typeof rules;

/** Every scope, in the order of the form. */
export const scopes = Object.keys(rules) as Scope[];

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
