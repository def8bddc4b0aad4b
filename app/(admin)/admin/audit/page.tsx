import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { listAuditEvents } from '@/core/audit/list-events';
import { requireAdmin } from '@/server/context';
import { addressWith } from '../address-with';
import { AuditFilterBar } from './audit-filter-bar';
import { AuditTable } from './audit-table';

export const metadata: Metadata = { title: 'Audit log' };

const PATH = '/admin/audit';
const text = z.string().max(200).catch('');
const query = z.object({
  event: text,
  who: text,
  object: text,
  from: text,
  to: text,
  after: z.string().max(100).optional().catch(undefined),
  before: z.string().max(100).optional().catch(undefined),
});

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const ctx = await requireAdmin(PATH);
  const { after, before, ...asked } = query.parse(await searchParams);
  const { event, who, object, from, to } = asked;
  const page = await listAuditEvents(ctx, { event, actor: who, subjectId: object, from, to }, { after, before });
  const isFiltered = Object.values(asked).some(Boolean);
  return (
    <>
      <PageHeader title="Audit log" description="Who did what to whom, newest first. Nothing here is ever changed." />
      <div className="mt-4 grid gap-4">
        <AuditFilterBar path={PATH} asked={asked} resetHref={isFiltered ? PATH : undefined} />
        {object && (
          <p className="text-ink-muted text-sm">
            Only what happened to {page.rows[0]?.subject?.name ?? 'one object'}.{' '}
            <Link href={addressWith(PATH, { ...asked, object: '' })} className="link">
              Show everything
            </Link>
          </p>
        )}
        {page.rows.length > 0 ? (
          <AuditTable events={page.rows} now={ctx.now()} hrefOfObject={(id) => addressWith(PATH, { object: id })} />
        ) : (
          <EmptyState title="No event matches" description="Change the filters or the days." />
        )}
        <Pagination
          previousHref={page.before && addressWith(PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}
