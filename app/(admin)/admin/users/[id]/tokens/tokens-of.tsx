import { RevokeToken } from '@/components/tokens/revoke-token';
import { TokenStateBadge } from '@/components/tokens/token-state';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { listTokensOf } from '@/core/api-tokens/list-tokens-of';
import type { Context } from '@/core/context';
import { can } from '@/core/policy';
import { revokeTokenOfAction } from './actions';

/** The tokens that a user's agents have, for those who manage tokens; nothing where there are none. */
export async function TokensOf({ ctx, user }: { ctx: Context; user: { id: string } }) {
  if (!can(ctx.actor, 'apiToken.manage')) return null;
  const tokens = await listTokensOf(ctx, { userId: user.id });
  if (tokens.length === 0) return null;
  const now = ctx.now();
  return (
    <Card title="Agents" description="Tokens with which agents act as this user.">
      <ul className="grid gap-4">
        {tokens.map((token) => (
          <li key={token.id} className="flex items-start justify-between gap-3">
            <div className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium [overflow-wrap:anywhere]">{token.name}</span>
                <TokenStateBadge state={token.state} />
              </p>
              <p className="text-ink-muted text-sm">
                <code>{token.scopes.join(', ')}</code>, ends{' '}
                {token.expiresAt && <Time value={token.expiresAt} now={now} format="day" />},{' '}
                {token.lastUsedAt ? (
                  <>
                    used <Time value={token.lastUsedAt} now={now} />
                  </>
                ) : (
                  'never used'
                )}
              </p>
            </div>
            <RevokeToken token={token} revoke={revokeTokenOfAction} hidden={{ userId: user.id }} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
