import type { Metadata } from 'next';
import { StatusBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PageHeader } from '@/components/ui/page-header';
import { getRule } from '@/core/approval-rules/get-rule';
import { listRuleChoices } from '@/core/approval-rules/list-rule-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { changeRuleAction, deleteRuleAction } from '../actions';
import { RuleForm } from '../rule-form';

export const metadata: Metadata = { title: 'Rule' };

export default async function RulePage({ params }: PageProps<'/admin/settings/rules/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/settings/rules/${id}`);
  const rule = await orNotFound(getRule(ctx, { ruleId: id }));
  const mayChange = can(ctx.actor, 'approvalRule.change');
  const hidden = { ruleId: rule.id, version: String(rule.version) };
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/settings/rules', label: 'Rules' }]}
        title={rule.name}
        badge={
          <StatusBadge tone={rule.isActive ? 'success' : 'neutral'}>{rule.isActive ? 'Active' : 'Off'}</StatusBadge>
        }
        actions={
          <>
            <ButtonLink href={`/admin/settings/rules/dry-run?rule=${rule.id}`}>Dry run</ButtonLink>
            {mayChange && (
              <ConfirmDialog
                trigger="Delete"
                title={`Delete ${rule.name}?`}
                consequences={[
                  'New requests are decided by the other rules, their plan or the portal’s settings.',
                  'What it decided stays as it is, with its name.',
                ]}
                action={deleteRuleAction}
                hidden={hidden}
              />
            )}
          </>
        }
      />
      <Card className="mt-4 max-w-5xl">
        <RuleForm
          // A saved rule starts a new form: what was typed is what it is now.
          key={rule.version}
          action={changeRuleAction}
          hidden={hidden}
          label={`Edit ${rule.name}`}
          choices={await listRuleChoices(ctx)}
          values={rule}
          mayChange={mayChange}
        />
      </Card>
    </>
  );
}
