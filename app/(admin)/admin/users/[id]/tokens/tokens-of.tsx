import { TokensTable } from '@/components/tokens/tokens-table';
import { Card } from '@/components/ui/card';
import { listTokensOf } from '@/core/api-tokens/list-tokens-of';
import type { Context } from '@/core/context';
import { can } from '@/core/policy';
import { revokeTokenOfAction } from './actions';

/** The tokens that a user's agents have, for those who manage tokens; nothing where there are none. */
export async function TokensOf({ ctx, user }: { ctx: Context; user: { id: string } }) {
  if (!can(ctx.actor, 'apiToken.manage')) return null;
  const tokens = await listTokensOf(ctx, { userId: user.id });
  if (tokens.length === 0) return null;
  return (
    <Card title="Agents" description="Tokens with which agents act as this user.">
      <TokensTable
        tokens={tokens}
        now={ctx.now()}
        label="Tokens of this user"
        revoke={revokeTokenOfAction}
        hidden={{ userId: user.id }}
      />
    </Card>
  );
}
