import { loadTokenActor } from '@/core/api-tokens/load-token-actor';
import { coversScope, type Scope } from '@/core/api-tokens/scopes';
import type { Context } from '@/core/context';
import { type AdminActor, type DeveloperActor, isActiveAdmin } from '@/core/identity/actor';
import { deadApiTokenLimits, throttleAll } from '@/core/identity/attempt-limits';
import { Problem } from './problem';

/**
 * The admin for whom a request speaks, by its bearer token alone: no cookie counts. Throws a problem: 401 without a
 * valid token, 403 for an admin who has something to do before they may act, and `too_many` for who tries tokens.
 */
export async function authenticate(ctx: Context, request: Request): Promise<AdminActor> {
  const actor = await bearerOf(ctx, request);
  if (actor.kind === 'developer') {
    throw new Problem(403, 'This token is for agents, at /api/mcp. The REST API takes tokens of admins.');
  }
  if (!isActiveAdmin(actor)) {
    throw new Problem(403, 'The admin of this token has to log in and set up their account first.');
  }
  return actor;
}

/**
 * Whose token a request brings. Throws a problem, 401, without a valid one, and `too_many` for who tries tokens.
 */
export async function bearerOf(ctx: Context, request: Request): Promise<AdminActor | DeveloperActor> {
  const token = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('Send a token: Authorization: Bearer portico_…');
  const actor = await loadTokenActor(ctx, token);
  if (actor) return actor;
  await throttleAll(ctx, deadApiTokenLimits(ctx));
  throw unauthorized('This token is unknown, has ended or was revoked.', 'error="invalid_token"');
}

/** Throws a problem, 403, for a token that is not for this. */
export function requireScope(actor: AdminActor | DeveloperActor, scope: Scope): void {
  if (coversScope(actor.token?.scopes ?? [], scope)) return;
  throw new Problem(403, `This token is not for this: it lacks the scope ${scope}.`, {
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}

function unauthorized(detail: string, more?: string): Problem {
  return new Problem(401, detail, { headers: { 'www-authenticate': more ? `Bearer ${more}` : 'Bearer' } });
}
