import type { Metadata } from 'next';
import Link from 'next/link';
import { AnswerList } from '@/components/asking/answer-list';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { RequestStatus } from '@/components/asking/request-status';
import { RequestSteps } from '@/components/asking/request-steps';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { cancelAccessRequestAction } from '../actions';

export const metadata: Metadata = { title: 'Request' };

export default async function RequestPage({ params }: PageProps<'/requests/[id]'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/requests/${id}`);
  const request = await orNotFound(getAccessRequest(ctx, { requestId: id }));
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/requests', label: 'Requests' }]}
        title={`Access to ${request.products.map(({ name }) => name).join(', ')}`}
        badge={<RequestStatus status={request.status} />}
        actions={request.status === 'pending' && <CancelButton request={request} />}
      />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Card title="Progress">
          <RequestSteps
            request={{ ...request, requesterName: request.requester?.name ?? null }}
            viewer={request.requester?.id === ctx.actor.userId ? 'requester' : 'colleague'}
            now={ctx.now()}
            keyAction={<KeyAction request={request} />}
          />
          <AskAgain request={request} />
        </Card>
        <Wish request={request} />
      </div>
    </>
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
        <ButtonLink href={href} variant="primary">
          Generate key
        </ButtonLink>
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
function AskAgain({ request: { status, products } }: { request: Asked }) {
  if (!['declined', 'cancelled', 'withdrawn'].includes(status)) return null;
  const [only] = products.length === 1 ? products : [];
  const isOffered = only?.state === 'published' || only?.state === 'deprecated';
  return (
    <ButtonLink href={only && isOffered ? `/products/${only.slug}` : '/catalogs'} size="sm" className="mt-5">
      Ask again
    </ButtonLink>
  );
}

function Wish({ request }: { request: Asked }) {
  const { app, terms, products, answers } = request;
  return (
    <div className="grid gap-6">
      <Card title="What was asked for">
        <Facts
          facts={[
            {
              label: 'App',
              value: (
                <Link href={`/apps/${app.id}`} className="link">
                  {app.name}
                </Link>
              ),
            },
            {
              label: products.length === 1 ? 'Product' : 'Products',
              value: (
                <ul className="grid gap-2">
                  {products.map(({ id, slug, name }) => (
                    <li key={id}>
                      <Link href={`/products/${slug}`} className="link">
                        {name}
                      </Link>
                    </li>
                  ))}
                </ul>
              ),
            },
            request.catalogName !== null && { label: 'Catalog', value: request.catalogName },
            { label: 'Plan', value: terms.displayName },
            { label: 'Rate', value: rateWords(terms) },
            { label: 'Quota', value: quotaWords(terms) },
            { label: 'Lifetime', value: lifetimeWords(terms) },
          ]}
        />
      </Card>
      {answers.length > 0 && (
        <Card title="What was answered">
          <AnswerList answers={answers} />
        </Card>
      )}
    </div>
  );
}
