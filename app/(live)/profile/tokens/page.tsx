import { Bot } from 'lucide-react';
import type { Metadata } from 'next';
import { ConnectAgent } from '@/components/tokens/connect-agent';
import { TokenForm } from '@/components/tokens/token-form';
import { TokensTable } from '@/components/tokens/tokens-table';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { AGENT_TOKEN_DAYS } from '@/core/api-tokens/create-agent-token';
import { listMyTokens } from '@/core/api-tokens/list-my-tokens';
import { aboutScope, agentScopes } from '@/core/api-tokens/scopes';
import { needsProof } from '@/core/identity/needs-proof';
import { requireDeveloper } from '@/server/context';
import { ProfileTabs } from '../profile-tabs';
import { createAgentTokenAction, revokeMyTokenAction } from './actions';

export const metadata: Metadata = { title: 'Agents' };

const PAGE = '/profile/tokens';

/** Tokens with which a developer's agents speak for them, and how an agent is connected. */
export default async function TokensPage() {
  const ctx = await requireDeveloper(PAGE);
  const tokens = await listMyTokens(ctx);
  const mustProve = await needsProof(ctx);
  return (
    <>
      <PageHeader title="Agents" description="Let an agent read the portal, and ask for access, in your name." />
      <div className="mt-4">
        <ProfileTabs hasAgents />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
        <Card title="New token" description="The agent acts as you, and may do no more than what you choose here.">
          {mustProve ? (
            <div className="grid justify-items-start gap-3">
              <p>Before you make a token, confirm that it is you.</p>
              <ButtonLink href={`/auth/prove?next=${PAGE}`}>Confirm that it is you</ButtonLink>
            </div>
          ) : (
            <TokenForm
              create={createAgentTokenAction}
              scopes={agentScopes.map((scope) => ({ value: scope, about: aboutScope(scope) }))}
              chosenScopes={['agent:read']}
              days={AGENT_TOKEN_DAYS.map((days) => ({ value: String(days), label: `${days} days` }))}
              chosenDays="30"
              words={{
                token: 'Agent token',
                use: 'Configuration of the agent',
                hint: 'Which agent it is for, such as your editor.',
              }}
              href={PAGE}
            />
          )}
        </Card>
        <Card title="Connect an agent">
          <ConnectAgent portalUrl={ctx.portalUrl} />
        </Card>
      </div>
      <section aria-labelledby="tokens" className="mt-8 grid gap-3">
        <SectionHeader
          id="tokens"
          title="Your tokens"
          description="They end by themselves, when you revoke them, and when you leave your organization."
        />
        {tokens.length > 0 ? (
          <TokensTable tokens={tokens} now={ctx.now()} label="Your tokens" revoke={revokeMyTokenAction} />
        ) : (
          <EmptyState
            icon={<Bot aria-hidden="true" />}
            title="No tokens yet"
            description="Make one for each agent, so that you can end one without the others."
          />
        )}
      </section>
    </>
  );
}
