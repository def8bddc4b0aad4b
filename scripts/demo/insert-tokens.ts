import type { Scope } from '@/core/api-tokens/scopes';
import { drawToken, hashToken } from '@/core/api-tokens/token-form';
import type { Context } from '@/core/context';
import { mutate } from '@/core/mutate';
import { newId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import { type Cast, daysBefore } from './cast';

type DemoToken = { name: string; scopes: Scope[]; madeDaysAgo: number; days: number; usedDaysAgo: number | null };

const demoTokens: readonly DemoToken[] = [
  { name: 'Billing run', scopes: ['apps:read', 'organizations:read'], madeDaysAgo: 120, days: 90, usedDaysAgo: 31 },
  { name: 'Risk desk', scopes: ['requests:write', 'developers:read'], madeDaysAgo: 40, days: 90, usedDaysAgo: 0.2 },
  { name: 'Upstream look-up', scopes: ['introspect'], madeDaysAgo: 12, days: 365, usedDaysAgo: 0.01 },
  { name: 'Key move of spring', scopes: ['credentials:write'], madeDaysAgo: 3, days: 7, usedDaysAgo: null },
];

/** Tokens as they stand in a list after some months. Nobody has them: what was drawn is forgotten here. */
export async function insertTokens(ctx: Context, cast: Cast): Promise<void> {
  const now = ctx.now();
  const { userId } = cast.admin('marta');
  await mutate(ctx, async (unit) => {
    for (const { name, scopes, madeDaysAgo, days, usedDaysAgo } of demoTokens) {
      const token = drawToken();
      const id = newId();
      await unit.tx.insert(apiTokens).values({
        id,
        userId,
        name,
        scopes,
        hash: hashToken(token),
        lastFour: token.slice(-4),
        createdAt: daysBefore(now, madeDaysAgo),
        expiresAt: daysBefore(now, madeDaysAgo - days),
        lastUsedAt: usedDaysAgo === null ? null : daysBefore(now, usedDaysAgo),
      });
      await unit.audit('api_token.created', { kind: 'api_token', id }, { name, scopes, days });
    }
  });
}
