import Link from 'next/link';
import { rateWords } from '@/components/asking/plan-words';
import { RequestStatus } from '@/components/asking/request-status';
import { RowCheck, RowCheckAll } from '@/components/ui/row-check';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { RequestLine } from '@/core/access-requests/request-line';
import { DECIDE_FORM } from './decide-form-id';

/** Requests to scan: who, for what, on which terms, since when. Rows can be chosen for the form above them. */
export function RequestsTable({
  requests,
  now,
  view,
  isSelectable,
}: {
  requests: readonly RequestLine[];
  now: Date;
  view: 'queue' | 'history';
  isSelectable: boolean;
}) {
  return (
    <Table label={view === 'queue' ? 'Waiting requests' : 'Decided requests'}>
      <THead>
        {isSelectable && (
          <TH fit>
            <RowCheckAll form={DECIDE_FORM} label="Select all requests" />
          </TH>
        )}
        <TH>App</TH>
        <TH>Products</TH>
        <TH hideBelow="md">Requested by</TH>
        <TH hideBelow="sm">Plan</TH>
        {view === 'history' && <TH>State</TH>}
        <TH hideBelow="sm">{view === 'queue' ? 'Waits since' : 'Requested'}</TH>
      </THead>
      <TBody>
        {requests.map((request) => (
          <TRow key={request.id} data-request={request.id}>
            {isSelectable && (
              <TCell fit>
                <RowCheck form={DECIDE_FORM} value={request.id} label={`Select ${request.appName}`} />
              </TCell>
            )}
            <TCell rowHeader>
              <Link href={`/admin/requests/${request.id}`} className="link">
                {request.appName}
              </Link>
              <span className="block font-normal text-ink-muted text-xs">{request.organizationName}</span>
            </TCell>
            <TCell>
              {request.productNames}
              {request.catalogName && <span className="block text-ink-muted text-xs">{request.catalogName}</span>}
              <span className="block text-ink-muted text-xs sm:hidden">
                {request.planName}, <Time value={request.createdAt} now={now} />
              </span>
            </TCell>
            <TCell hideBelow="md">
              {request.requesterName ?? 'Somebody who has left'}
              <span className="block text-ink-muted text-xs">{request.requesterEmail}</span>
            </TCell>
            <TCell hideBelow="sm">
              {request.planName}
              <span className="block text-ink-muted text-xs">{rateWords(request)}</span>
            </TCell>
            {view === 'history' && (
              <TCell>
                <RequestStatus status={request.status} />
              </TCell>
            )}
            <TCell hideBelow="sm">
              <Time value={request.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
