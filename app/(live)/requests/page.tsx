import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { RequestStatus } from '@/components/asking/request-status';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { listMyRequests } from '@/core/access-requests/list-my-requests';
import type { RequestLine } from '@/core/access-requests/request-line';
import { requireDeveloper } from '@/server/context';
import { cursor } from '@/server/list-cursor';

export const metadata: Metadata = { title: 'Requests' };

const place = z.object({
  after: cursor,
  before: cursor,
});

export default async function RequestsPage({ searchParams }: PageProps<'/requests'>) {
  const ctx = await requireDeveloper('/requests');
  const page = await listMyRequests(ctx, place.parse(await searchParams));
  return (
    <>
      <PageHeader title="Requests" description="What your apps asked for, and where it stands." />
      <div className="mt-6 grid gap-4">
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<Inbox aria-hidden="true" />}
            title="Nothing asked for yet"
            description="Put products into your cart and ask for access. What becomes of it stands here."
            action={
              <ButtonLink href="/catalogs" variant="primary">
                Browse the catalogs
              </ButtonLink>
            }
          />
        ) : (
          <RequestsTable requests={page.rows} now={ctx.now()} />
        )}
        <Pagination
          previousHref={page.before && `/requests?${new URLSearchParams({ before: page.before })}`}
          nextHref={page.after && `/requests?${new URLSearchParams({ after: page.after })}`}
        />
      </div>
    </>
  );
}

function RequestsTable({ requests, now }: { requests: readonly RequestLine[]; now: Date }) {
  return (
    <Table label="Requests">
      <THead>
        <TH>Products</TH>
        <TH>State</TH>
        <TH hideBelow="sm">App</TH>
        <TH hideBelow="md">Plan</TH>
        <TH hideBelow="lg">Requested by</TH>
        <TH hideBelow="sm">Requested</TH>
      </THead>
      <TBody>
        {requests.map((request) => (
          <TRow key={request.id}>
            <TCell rowHeader>
              <Link href={`/requests/${request.id}`} className="link">
                {request.productNames}
              </Link>
              {request.isChange && <span className="block text-ink-muted text-sm">Change of a key</span>}
              <span className="block text-ink-muted text-sm sm:hidden">{request.appName}</span>
            </TCell>
            <TCell>
              <RequestStatus status={request.status} />
              {request.needsAnswer && <span className="mt-1 block text-ink-muted text-sm">Your answer is needed</span>}
              {request.status === 'approved' && (
                <span className="mt-1 block text-ink-muted text-sm">
                  {request.isChange ? 'The gateway is taking it' : 'Your turn'}
                </span>
              )}
            </TCell>
            <TCell hideBelow="sm">{request.appName}</TCell>
            <TCell hideBelow="md">{request.planName}</TCell>
            <TCell hideBelow="lg">{request.requesterName ?? 'Somebody who has left'}</TCell>
            <TCell hideBelow="sm">
              <Time value={request.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
