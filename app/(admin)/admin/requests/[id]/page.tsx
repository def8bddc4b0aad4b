import type { Metadata } from 'next';
import { AnswerList } from '@/components/asking/answer-list';
import { ClaimReceipt } from '@/components/asking/claim-receipt';
import { RequestStatus } from '@/components/asking/request-status';
import { RequestSteps } from '@/components/asking/request-steps';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { getDecisionPreview } from '@/core/access-requests/get-decision-preview';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import { getTracker, type Tracker } from '@/core/access-requests/get-tracker';
import { listEarlierRequests } from '@/core/access-requests/list-earlier';
import { listHistory } from '@/core/audit/list-history';
import type { Context } from '@/core/context';
import { listReasons } from '@/core/decision-reasons/list-reasons';
import { listHolders } from '@/core/inbox/list-holders';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { wiring } from '@/server/wiring';
import { resendConfirmationAction } from '../actions';
import { AssignForm } from './assign-form';
import { changesSince } from './changes-since';
import { DecisionForm } from './decision-form';
import { MessagesCard } from './messages-card';
import { EarlierRequests, History, WhatItOpens, Who } from './panels';
import { PreviewCard } from './preview-card';
import { WithdrawDialog } from './withdraw-dialog';

export const metadata: Metadata = { title: 'Request' };

type Loaded = Awaited<ReturnType<typeof load>>;

export default async function AdminRequestPage({ params }: PageProps<'/admin/requests/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/requests/${id}`);
  const loaded = await load(ctx, await orNotFound(getAccessRequest(ctx, { requestId: id })));
  const { request, about } = loaded;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/requests', label: 'Requests' }]}
        title={titleOf(request)}
        badge={<RequestStatus status={request.status} />}
        actions={can(ctx.actor, 'accessRequest.withdraw', about) && <WithdrawDialog request={request} />}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <ToDecide loaded={loaded} />
        <ToKnow loaded={loaded} me={ctx.actor.userId} />
      </div>
    </>
  );
}

/** Everything that the page shows; what only helps to decide, only while there is something to decide. */
async function load(ctx: Context, request: Asked) {
  const { organization, requester } = request;
  const { id: requestId } = request;
  const about = { productIds: request.products.map((product) => product.id) };
  const mayDecide = can(ctx.actor, 'accessRequest.decide', about);
  const isPending = request.status === 'pending';
  return {
    request,
    about,
    mayDecide,
    mayAsk: can(ctx.actor, 'accessRequest.ask_information', about),
    tracker: await getTracker(ctx, { requestId }),
    earlier: await listEarlierRequests(ctx, {
      requestId,
      organizationId: organization.id,
      requesterId: requester?.id ?? null,
      isDefault: organization.isDefault,
    }),
    history: await listHistory(ctx, { subjects: subjectsOf(request) }),
    preview: isPending ? await getDecisionPreview(ctx, wiring(), { requestId }) : null,
    reasons: isPending && mayDecide ? await listReasons(ctx) : [],
    holders: isPending && mayDecide ? await listHolders(ctx) : [],
    now: ctx.now(),
  };
}

function ToDecide({ loaded }: { loaded: Loaded }) {
  const { request, mayDecide, mayAsk, reasons, preview, tracker, earlier, now } = loaded;
  return (
    <div className="grid min-w-0 gap-4">
      <Changes request={request} />
      {request.status === 'pending' && mayDecide && (
        <DecisionForm
          requestId={request.id}
          version={request.version}
          leadsTo={request.changes ? 'change' : request.delivery}
          reasons={reasons.filter(({ kind }) => kind === 'decline')}
        />
      )}
      {request.answers.length > 0 && (
        <Card title="What was answered">
          <AnswerList answers={request.answers} />
        </Card>
      )}
      {preview && <PreviewCard preview={preview} request={request} />}
      <MessagesCard
        request={request}
        messages={tracker.messages}
        questions={reasons.filter(({ kind }) => kind === 'question')}
        mayAsk={mayAsk}
        now={now}
      />
      <Card title="Progress">
        <RequestSteps
          request={{
            ...request,
            ...tracker,
            isChange: request.changes !== null,
            requesterName: request.requester?.name ?? null,
          }}
          viewer="admin"
          now={now}
          keyAction={<AdminKeyAction request={request} mayResend={mayDecide} />}
        />
      </Card>
      <EarlierRequests requests={earlier} organization={request.organization} now={now} />
    </div>
  );
}

function ToKnow({ loaded, me }: { loaded: Loaded; me: string }) {
  const { request, mayDecide, holders, tracker, history, now } = loaded;
  return (
    <div className="grid min-w-0 gap-4">
      {request.status === 'pending' && mayDecide && (
        <Card title="Assignment">
          <AssignForm requestId={request.id} assigneeId={request.assignee?.id ?? null} me={me} holders={holders} />
        </Card>
      )}
      <Who request={request} />
      <WhatItOpens request={request} />
      <AdminReceipt request={request} tracker={tracker} now={now} />
      <History of={{ kind: 'access_request', id: request.id }} entries={history} now={now} />
    </div>
  );
}

function titleOf({ app, products, changes }: Asked): string {
  const names = products.map(({ name }) => name).join(', ');
  return changes ? `${app.name} asks to change a key to ${names}` : `${app.name} asks for ${names}`;
}

function AdminReceipt({ request: { credential }, tracker, now }: { request: Asked; tracker: Tracker; now: Date }) {
  if (!credential || credential.status === 'awaiting_claim') return null;
  return (
    <Card title="How the key came to be">
      <ClaimReceipt receipt={tracker.receipt} isImported={credential.isImported} now={now} />
    </Card>
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
