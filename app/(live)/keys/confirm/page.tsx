import type { Metadata } from 'next';
import { ClaimReceipt } from '@/components/asking/claim-receipt';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { getTracker } from '@/core/access-requests/get-tracker';
import type { Context } from '@/core/context';
import type { CredentialView } from '@/core/credentials/credential-view';
import { getCredentialForClaim } from '@/core/credentials/get-credential-for-claim';
import { requirePerson } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { showKeyAction } from '../actions';
import { KeyForm } from '../key-form';

export const metadata: Metadata = { title: 'Generate key', robots: { index: false } };

/** Where the link of the mail leads. Opening it changes nothing: only the button behind the login does. */
export default async function ConfirmPage({ searchParams }: PageProps<'/keys/confirm'>) {
  const { token } = await searchParams;
  const link = typeof token === 'string' ? token : '';
  const ctx = await requirePerson(`/keys/confirm?token=${encodeURIComponent(link)}`);
  const { credential, isLinkLive } = await orNotFound(getCredentialForClaim(ctx, { token: link }));
  const isMade = credential.status === 'active' || credential.status === 'provisioning';
  const isOver = credential.status === 'revoking' || credential.status === 'revoked';
  const appHref = `/apps/${credential.app.id}`;
  // A link that has ended still leads its owner to the same button.
  const hidden: Record<string, string> = isLinkLive && !isMade ? { token: link } : { credentialId: credential.id };
  return (
    <>
      <PageHeader
        title={isMade ? 'Your key' : isOver ? 'This key has ended' : 'Your request was approved'}
        description={`${credential.app.name} on the plan ${credential.planName}`}
      />
      <div className="mt-8 grid max-w-3xl gap-6">
        <Card>
          <div className="grid gap-6">
            <Facts facts={factsOf(credential)} />
            {isOver || credential.status === 'failed' ? (
              <Ended credential={credential} appHref={appHref} />
            ) : (
              <>
                {!isMade && !isLinkLive && (
                  <Alert tone="info" title="This link has ended">
                    You are logged in as somebody who shares the app, so the button works all the same.
                  </Alert>
                )}
                <KeyForm
                  key={credential.id}
                  action={showKeyAction}
                  hidden={hidden}
                  label={isMade ? 'Reveal key' : 'Generate key'}
                  appHref={appHref}
                />
              </>
            )}
          </div>
        </Card>
        {isMade && (
          <Card title="How this key came to be">
            <ClaimReceipt receipt={await readReceipt(ctx, credential)} now={ctx.now()} />
          </Card>
        )}
      </div>
    </>
  );
}

async function readReceipt(ctx: Context, { accessRequestId }: CredentialView) {
  return (await getTracker(ctx, { requestId: accessRequestId })).receipt;
}

function factsOf(credential: CredentialView) {
  const products = [...new Set(credential.apis.map(({ productName }) => productName))];
  return [
    { label: 'App', value: credential.app.name },
    { label: 'Plan', value: credential.planName },
    { label: 'Opens', value: products.join(', ') || 'What was approved' },
    ...credential.apis.map(({ name, url }) => ({ label: name, value: <code className="break-all">{url}</code> })),
  ];
}

function Ended({ credential, appHref }: { credential: CredentialView; appHref: string }) {
  const isFailed = credential.status === 'failed';
  const wasMade = credential.lastFour !== '';
  return (
    <div className="grid gap-4">
      <Alert
        tone={isFailed ? 'warning' : 'info'}
        title={isFailed ? 'The gateway refused this key' : wasMade ? 'This key was revoked' : 'The approval has ended'}
      >
        {isFailed
          ? 'The provider has been told. You can try again on the app’s page.'
          : `${wasMade ? '' : credential.revokeReason} Ask for access again to get a new one.`.trim()}
      </Alert>
      <div>
        <ButtonLink href={isFailed ? appHref : '/catalogs'} variant="secondary">
          {isFailed ? 'Open the app' : 'Browse catalogs'}
        </ButtonLink>
      </div>
    </div>
  );
}
