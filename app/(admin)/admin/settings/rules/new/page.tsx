import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { listRuleChoices } from '@/core/approval-rules/list-rule-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { createRuleAction } from '../actions';
import { RuleForm } from '../rule-form';
import { NEW_RULE } from '../rule-values';

export const metadata: Metadata = { title: 'New rule' };

export default async function NewRulePage() {
  const ctx = await requireAdmin('/admin/settings/rules/new');
  if (!can(ctx.actor, 'approvalRule.change')) notFound();
  const choices = await listRuleChoices(ctx);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/settings/rules', label: 'Rules' }]}
        title="New rule"
        description="It is added behind the others. Save it switched off, look at the dry run, then switch it on."
      />
      <Card className="mt-4 max-w-5xl">
        <RuleForm action={createRuleAction} label="New rule" choices={choices} values={NEW_RULE} mayChange />
      </Card>
    </>
  );
}
