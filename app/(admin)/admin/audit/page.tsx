import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { getChainHead } from '@/core/audit/get-chain-head';
import { type AuditLine, listAuditEvents } from '@/core/audit/list-events';
import type { Context } from '@/core/context';
import { DomainError } from '@/core/errors';
import type { Page } from '@/core/keyset';
import { requireAdmin } from '@/server/context';
import { AuditFilterBar } from './audit-filter-bar';
import { AUDIT_PATH, type AuditQuery, auditHref, auditQuery, filtersOf } from './audit-query';
import { AuditTable } from './audit-table';
import { ChainHeadLine } from './chain-head-line';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const ctx = await requireAdmin(AUDIT_PATH);
  const query = auditQuery.parse(await searchParams);
  const { page, refusal } = await read(ctx, query);
  const head = await getChainHead(ctx);
  return (
    <>
      <PageHeader title="Audit log" description="Who did what to whom, newest first. Nothing here is ever changed." />
      <div className="mt-4 grid gap-4">
        <AuditFilterBar query={query} />
        {refusal && <Alert tone="warning">{refusal}</Alert>}
        {page.rows.length > 0 && <AuditTable events={page.rows} now={ctx.now()} />}
        {page.rows.length === 0 && !refusal && (
          <EmptyState title="No event matches" description="Change the filters or the days." />
        )}
        <Pagination
          previousHref={page.before && auditHref(query, { before: page.before })}
          nextHref={page.after && auditHref(query, { after: page.after })}
        />
        <ChainHeadLine head={head} />
      </div>
    </>
  );
}

/** A filter that says too little is told, with nothing below it. */
async function read(ctx: Context, query: AuditQuery): Promise<{ page: Page<AuditLine>; refusal: string | null }> {
  try {
    return { page: await listAuditEvents(ctx, filtersOf(query), query), refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
    return { page: { rows: [], after: null, before: null }, refusal: error.message };
  }
}
