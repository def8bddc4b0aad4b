import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { ConnectAgent } from '@/components/tokens/connect-agent';
import { TokenForm } from '@/components/tokens/token-form';
import { TokensTable } from '@/components/tokens/tokens-table';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SectionHeader } from '@/components/ui/page-header';
import { TOKEN_DAYS } from '@/core/api-tokens/create-token';
import { listApiTokens } from '@/core/api-tokens/list-tokens';
import { aboutScope, scopes } from '@/core/api-tokens/scopes';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { createTokenAction, revokeTokenAction } from './actions';

export const metadata: Metadata = { title: 'API tokens' };

export default async function TokensPage() {
  const ctx = await requireAdmin('/admin/settings/tokens');
  const mayManage = can(ctx.actor, 'apiToken.manage');
  const tokens = mayManage ? await listApiTokens(ctx) : [];
  return (
    <SettingsFrame
      title="API tokens"
      description="With a token a program does over the REST API, or an agent over MCP, what its admin does here."
      mayChange={mayManage}
      isWide
    >
      {mayManage && <NewToken />}
      <section aria-labelledby="tokens" className="grid gap-3">
        <SectionHeader
          id="tokens"
          title="Tokens"
          description="Those of all admins. Whoever manages tokens may revoke any. Developers’ tokens for agents stand with each user."
        />
        {tokens.length > 0 ? (
          <TokensTable tokens={tokens} now={ctx.now()} label="API tokens" revoke={revokeTokenAction} namesOwner />
        ) : (
          <NoTokens mayManage={mayManage} />
        )}
      </section>
      {mayManage && (
        <Card title="Connect an agent" description="With a token that has one of the two scopes for agents.">
          <ConnectAgent portalUrl={ctx.portalUrl} />
        </Card>
      )}
    </SettingsFrame>
  );
}

function NewToken() {
  return (
    <Card
      title="New token"
      description="It acts as you, and may do no more than what you choose here."
      actions={
        <a href="/api/v1/docs" className="link text-sm">
          Reference of the API
        </a>
      }
    >
      <TokenForm
        create={createTokenAction}
        scopes={scopes.map((scope) => ({ value: scope, about: aboutScope(scope) }))}
        days={TOKEN_DAYS.map((days) => ({ value: String(days), label: days === 365 ? '1 year' : `${days} days` }))}
        chosenDays="90"
        words={{
          token: 'API token',
          use: 'Call with curl',
          hint: 'What it is for, such as the program that will use it.',
        }}
        href="/admin/settings/tokens"
      />
    </Card>
  );
}

function NoTokens({ mayManage }: { mayManage: boolean }) {
  return (
    <EmptyState
      icon={<KeyRound aria-hidden="true" />}
      title={mayManage ? 'No tokens yet' : 'Tokens are not shown to your role'}
      description={
        mayManage
          ? 'Make one for a program that decides requests, imports keys or asks whose key it was called with.'
          : 'Owners and admins see and manage them.'
      }
    />
  );
}
