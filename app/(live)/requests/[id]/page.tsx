import type { Metadata } from 'next';
import { ClaimReceipt } from '@/components/asking/claim-receipt';
import { RequestStatus } from '@/components/asking/request-status';
import { RequestSteps } from '@/components/asking/request-steps';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PageHeader } from '@/components/ui/page-header';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import { getTracker, type Tracker } from '@/core/access-requests/get-tracker';
import { listRequestHistory } from '@/core/access-requests/list-request-history';
import { getContinuation } from '@/core/third-party/get-continuation';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ResendForm } from '../../apps/[id]/resend-form';
import { RefreshWhileMoving } from '../../keys/refresh-while-moving';
import { cancelAccessRequestAction } from '../actions';
import { History } from './history';
import { Messages } from './messages';
import { WaitAction } from './wait-action';
import { Wish } from './wish';

export const metadata: Metadata = { title: 'Request' };

/** While the gateway takes a change. */
const REFRESH_SECONDS = 4;

export default async function RequestPage({ params }: PageProps<'/requests/[id]'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/requests/${id}`);
  const request = await orNotFound(getAccessRequest(ctx, { requestId: id }));
  const tracker = await getTracker(ctx, { requestId: id });
  const history = await listRequestHistory(ctx, { requestId: id });
  const waitsElsewhere = request.status === 'pending' && request.decider === 'third_party';
  const onward = waitsElsewhere ? await getContinuation(ctx, { requestId: id }) : null;
  const now = ctx.now();
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/requests', label: 'Requests' }]}
        title={`${request.changes ? 'Change to' : 'Access to'} ${request.products.map(({ name }) => name).join(', ')}`}
        badge={<RequestStatus status={request.status} />}
        actions={request.status === 'pending' && <CancelButton request={request} />}
      />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Card title="Progress">
            <RequestSteps
              request={{ ...request, ...tracker, isChange: request.changes !== null, requesterName: nameOf(request) }}
              viewer={request.requester?.id === ctx.actor.userId ? 'requester' : 'colleague'}
              now={now}
              waitAction={<WaitAction request={request} tracker={tracker} onward={onward?.host ?? null} now={now} />}
              keyAction={<KeyAction request={request} />}
            />
            {request.changes && request.status === 'approved' && <RefreshWhileMoving seconds={REFRESH_SECONDS} />}
            <AskAgain request={request} />
          </Card>
          <Messages request={request} tracker={tracker} now={now} />
          <History lines={history} now={now} />
        </div>
        <div className="grid gap-6">
          <Wish request={request} />
          <Receipt request={request} tracker={tracker} now={now} />
        </div>
      </div>
    </>
  );
}

function nameOf({ requester }: Asked): string | null {
  return requester?.name ?? null;
}

/** Shown as soon as there is a key: its people see whether it was one of them. */
function Receipt({ request: { credential }, tracker, now }: { request: Asked; tracker: Tracker; now: Date }) {
  if (!credential || credential.status === 'awaiting_claim') return null;
  return (
    <Card title="How the key came to be">
      <ClaimReceipt receipt={tracker.receipt} isImported={credential.isImported} now={now} />
    </Card>
  );
}

function CancelButton({ request }: { request: Asked }) {
  return (
    <ConfirmDialog
      trigger="Cancel request"
      title="Cancel this request?"
      consequences={[
        'Nobody decides about it any more.',
        'The app stays. You can ask again at any time, from the end of the queue.',
      ]}
      action={cancelAccessRequestAction}
      hidden={{ requestId: request.id }}
    />
  );
}

/** The next step stands where it is due. */
function KeyAction({ request }: { request: Asked }) {
  const { credential, app } = request;
  if (!credential) return null;
  const href = `/apps/${app.id}`;
  if (credential.status === 'awaiting_claim') {
    return (
      <div className="grid justify-items-start gap-2">
        <p className="text-sm">
          The key is made when you press the button on the app’s page, not before. The link in the mail leads to the
          same button.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <ButtonLink href={href} variant="primary">
            Generate key
          </ButtonLink>
          {request.delivery === 'secure' && request.requester && <ResendForm credentialId={credential.id} />}
        </div>
      </div>
    );
  }
  return (
    <ButtonLink href={href} size="sm">
      {credential.status === 'active' ? 'Open the key' : 'Open the app'}
    </ButtonLink>
  );
}

/** What has ended offers the way to try again. */
function AskAgain({ request: { status, products, changes, app } }: { request: Asked }) {
  if (!['declined', 'cancelled', 'withdrawn'].includes(status)) return null;
  if (changes?.key) {
    return (
      <ButtonLink href={`/apps/${app.id}/keys/${changes.key.id}/change`} size="sm" className="mt-5">
        Ask again
      </ButtonLink>
    );
  }
  const [only] = products.length === 1 ? products : [];
  const isOffered = only?.state === 'published' || only?.state === 'deprecated';
  return (
    <ButtonLink href={only && isOffered ? `/products/${only.slug}` : '/catalogs'} size="sm" className="mt-5">
      Ask again
    </ButtonLink>
  );
}
