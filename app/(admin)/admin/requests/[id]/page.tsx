import type { Metadata } from 'next';
import { AnswerList } from '@/components/asking/answer-list';
import { RequestStatus } from '@/components/asking/request-status';
import { RequestSteps } from '@/components/asking/request-steps';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import { listEarlierRequests } from '@/core/access-requests/list-earlier';
import { listHistory } from '@/core/audit/list-history';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { resendConfirmationAction } from '../actions';
import { changesSince } from './changes-since';
import { DecisionForm } from './decision-form';
import { EarlierRequests, History, WhatItOpens, Who } from './panels';
import { WithdrawDialog } from './withdraw-dialog';

export const metadata: Metadata = { title: 'Request' };

export default async function AdminRequestPage({ params }: PageProps<'/admin/requests/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/requests/${id}`);
  const request = await orNotFound(getAccessRequest(ctx, { requestId: id }));
  const { organization, requester } = request;
  const earlier = await listEarlierRequests(ctx, {
    requestId: request.id,
    organizationId: organization.id,
    requesterId: requester?.id ?? null,
    isDefault: organization.isDefault,
  });
  const history = await listHistory(ctx, { subjects: subjectsOf(request) });
  const now = ctx.now();
  const about = { productIds: request.products.map((product) => product.id) };
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/requests', label: 'Requests' }]}
        title={`${request.app.name} asks for ${request.products.map(({ name }) => name).join(', ')}`}
        badge={<RequestStatus status={request.status} />}
        actions={can(ctx.actor, 'accessRequest.withdraw', about) && <WithdrawDialog request={request} />}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-4">
          <Changes request={request} />
          {request.status === 'pending' && can(ctx.actor, 'accessRequest.decide', about) && (
            <DecisionForm requestId={request.id} version={request.version} delivery={request.delivery} />
          )}
          <Card title="Progress">
            <RequestSteps
              request={{ ...request, requesterName: requester?.name ?? null }}
              viewer="admin"
              now={now}
              keyAction={<AdminKeyAction request={request} mayResend={can(ctx.actor, 'accessRequest.decide', about)} />}
            />
          </Card>
          {request.answers.length > 0 && (
            <Card title="What was answered">
              <AnswerList answers={request.answers} />
            </Card>
          )}
          <EarlierRequests requests={earlier} organization={organization} now={now} />
        </div>
        <div className="grid gap-4">
          <Who request={request} />
          <WhatItOpens request={request} />
          <History entries={history} now={now} />
        </div>
      </div>
    </>
  );
}

function subjectsOf({ id, credential }: Asked): { kind: string; id: string }[] {
  return [{ kind: 'access_request', id }, ...(credential ? [{ kind: 'credential', id: credential.id }] : [])];
}

/** What a decision must not overlook: plan or products are not what they were when the request was made. */
function Changes({ request }: { request: Asked }) {
  const changes = changesSince(request);
  if (request.status !== 'pending' || changes.length === 0) return null;
  return (
    <Alert tone="warning" title="Changed since it was asked for">
      <ul className="list-disc pl-5">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p className="mt-1">An approval gives what was asked for then. Decline it if that is no longer right.</p>
    </Alert>
  );
}

function AdminKeyAction({ request, mayResend }: { request: Asked; mayResend: boolean }) {
  const { credential, delivery } = request;
  if (credential?.status !== 'awaiting_claim') return null;
  return (
    <div className="grid justify-items-start gap-2 text-sm">
      <p className="text-ink-muted">Everybody who shares the app can do it, by the link or on the app’s page.</p>
      {mayResend && delivery === 'secure' && request.requester && (
        <ActionForm action={resendConfirmationAction} hidden={{ credentialId: credential.id }}>
          <SubmitButton variant="secondary" size="sm">
            Send the link again
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
