import { ListChecks, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listRules, type RuleLine } from '@/core/approval-rules/list-rules';
import { can } from '@/core/policy';
import { getThirdParty } from '@/core/third-party/get-third-party';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { RulesTable } from './rules-table';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  const ctx = await requireAdmin('/admin/settings/rules');
  const rules = await listRules(ctx);
  const { webhookUrl, redirectUrl } = await getThirdParty(ctx);
  const asksNobody = !webhookUrl && !redirectUrl && rules.some(asksThirdParty);
  const mayChange = can(ctx.actor, 'approvalRule.change');
  const add = mayChange && (
    <ButtonLink href="/admin/settings/rules/new" variant="primary">
      <Plus aria-hidden="true" />
      Add a rule
    </ButtonLink>
  );
  return (
    <SettingsFrame
      title="Rules"
      description="Who decides which requests. The first active rule that applies decides."
      mayChange={mayChange}
      isWide
    >
      <p className="max-w-3xl text-ink-muted">
        Where no rule applies the request’s plan says who decides, and where the plan says nothing the portal does,
        under{' '}
        <Link href="/admin/settings/requests" className="link">
          Requests and keys
        </Link>
        .
      </p>
      {asksNobody && (
        <Alert tone="warning" title="No other system is set up">
          A rule sends requests to one. Until its address is entered under{' '}
          <Link href="/admin/settings/third-party" className="link">
            Other system
          </Link>
          , admins decide them.
        </Alert>
      )}
      {rules.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {add}
          <ButtonLink href="/admin/settings/rules/dry-run">Dry run</ButtonLink>
        </div>
      )}
      {rules.length > 0 ? (
        <RulesTable rules={rules} mayChange={mayChange} />
      ) : (
        <EmptyState
          icon={<ListChecks aria-hidden="true" />}
          title="No rules yet"
          description="A rule approves what needs no second look, such as further requests of organizations that you know, or sends what is delicate to people."
          action={add || undefined}
        />
      )}
    </SettingsFrame>
  );
}

function asksThirdParty({ isActive, outcome }: RuleLine): boolean {
  return isActive && outcome === 'ask_third_party';
}
