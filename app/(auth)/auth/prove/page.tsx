import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';
import { needsProof, PROOF_MINUTES } from '@/core/identity/needs-proof';
import { safePath } from '@/core/identity/safe-path';
import { waysToProve } from '@/core/second-factors/ways-to-prove';
import { getContext } from '@/server/context';
import { oidcName } from '@/server/oidc';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { CodeProofForm, PasskeyProofForm, PasswordProofForm } from './prove-form';

export const metadata: Metadata = { title: 'Confirm that it is you' };

/** Asks again who it is, before something that a borrowed browser must not do; then back to where it was wanted. */
export default async function ProvePage({ searchParams }: PageProps<'/auth/prove'>) {
  const ctx = await getContext();
  const { actor } = ctx;
  const next = safePath(oneOf((await searchParams).next));
  const query = `next=${encodeURIComponent(next)}`;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') redirect(`/auth/login?${query}`);
  if (!(await needsProof(ctx))) redirect(next);
  const ways = await waysToProve(ctx);
  return (
    <AuthPage
      title="Confirm that it is you"
      description={`You logged in more than ${PROOF_MINUTES} minutes ago. Afterwards you come back to the page and can do it.`}
      footer={
        <Link href={next} className="link">
          Go back without it
        </Link>
      }
    >
      <div className="grid gap-4">
        {ways.password && <PasswordProofForm next={next} email={actor.email} />}
        {ways.code && <CodeProofForm next={next} />}
        {ways.passkey && <PasskeyProofForm next={next} />}
        {ways.provider && <ProviderProof query={query} />}
      </div>
    </AuthPage>
  );
}

/** Whoever signs in elsewhere proves it there. Not a `Link`: it leaves the portal, and must never be fetched ahead. */
function ProviderProof({ query }: { query: string }) {
  const provider = oidcName();
  return (
    <>
      <p className="text-ink-muted">You have no password here. Log in again to go on.</p>
      <a
        href={provider ? `/auth/oidc?${query}&again=1` : `/auth/forgot`}
        className={buttonClass({ variant: 'primary' }, 'w-full')}
      >
        {provider ? `Continue with ${provider}` : 'Set a password'}
      </a>
    </>
  );
}
