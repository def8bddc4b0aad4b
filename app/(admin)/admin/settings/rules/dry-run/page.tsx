import { History } from 'lucide-react';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { dryRunRules } from '@/core/approval-rules/dry-run';
import { requireAdmin } from '@/server/context';
import { RowsTable } from './rows-table';
import { RulesTallyTable, TogetherTable } from './tally-tables';

export const metadata: Metadata = { title: 'Dry run of the rules' };

const PATH = '/admin/settings/rules/dry-run';
const query = z.object({
  days: z.enum(['30', '90', '365']).catch('90'),
  rule: z.string().max(60).catch(''),
});
const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];

export default async function DryRunPage({ searchParams }: PageProps<'/admin/settings/rules/dry-run'>) {
  const ctx = await requireAdmin(PATH);
  const { days, rule } = query.parse(await searchParams);
  const run = await dryRunRules(ctx, { days: Number(days), ruleId: rule || undefined });
  const chosen = run.rules.find(({ id }) => id === rule);
  const options = run.rules.map(({ id, name, isActive }) => ({ value: id, label: isActive ? name : `${name} (off)` }));
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/settings/rules', label: 'Rules' }]}
        title="Dry run"
        description="What the rules, plans and settings of today would have made of past requests. Nothing is changed."
      />
      <div className="mt-4 grid grid-cols-1 gap-6">
        <FilterBar
          action={PATH}
          filters={[
            { name: 'days', label: 'Requests of the last', value: days, options: PERIODS },
            {
              name: 'rule',
              label: 'Rule',
              value: chosen?.id ?? '',
              options: [{ value: '', label: 'All active ones together' }, ...options],
            },
          ]}
          resetHref={rule || days !== '90' ? PATH : undefined}
        />
        {run.isCut && <Alert>{`These are the newest ${run.looked.toLocaleString('en')} requests of the time.`}</Alert>}
        {run.looked === 0 ? (
          <EmptyState
            icon={<History aria-hidden="true" />}
            title="No requests in this time"
            description="Choose a longer time, or come back when there were some."
          />
        ) : (
          <>
            <Section title="All together" description="By what would have happened, and what did.">
              <TogetherTable together={run.together} />
            </Section>
            {run.rules.length > 0 && (
              <Section title="Each rule alone" description="Wherever it applies, also behind another one.">
                <RulesTallyTable rules={run.rules} days={days} />
              </Section>
            )}
            <Section
              title={chosen ? `Where ${chosen.name} applies` : 'The requests'}
              description="What would have been approved although it was declined stands first."
            >
              <RowsTable rows={run.rows} now={ctx.now()} hasMore={run.hasMoreRows} />
            </Section>
          </>
        )}
      </div>
    </>
  );
}

function Section({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-2">
      <SectionHeader title={title} description={description} />
      {children}
    </section>
  );
}
