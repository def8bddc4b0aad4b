import type { Metadata } from 'next';
import Link from 'next/link';
import { ButtonLink } from '@/components/ui/button';
import { peekLink } from '@/core/identity/peek-link';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { ResendForm } from './resend-form';
import { VerifyForm } from './verify-form';

export const metadata: Metadata = { title: 'Verify your address' };

/** Only looks at the link: whatever opens it first, a mail scanner for instance, uses nothing up. */
export default async function VerifyPage({ searchParams }: PageProps<'/auth/verify'>) {
  const query = await searchParams;
  const verified = oneOf(query.verified);
  if (verified === 'active' || verified === 'pending') return <Verified isActive={verified === 'active'} />;

  const token = oneOf(query.token);
  const account = await peekLink(await getContext(), { purpose: 'verify_address', token });
  if (!account) return <NoLink wasGiven={token !== ''} />;
  return (
    <AuthPage
      title="Verify your address"
      description={
        <span className="[overflow-wrap:anywhere]">
          Hello {account.firstName}. Press the button to confirm that {account.email} is yours.
        </span>
      }
    >
      <VerifyForm token={token} />
    </AuthPage>
  );
}

function Verified({ isActive }: { isActive: boolean }) {
  return (
    <AuthPage title="Your address is verified">
      <div className="grid gap-5">
        <p className="text-ink-muted">
          {isActive
            ? 'Your account is active. Log in to choose products and make keys.'
            : 'An admin now looks at your registration. We send you a mail when it is approved; until then you can log in to see where it stands.'}
        </p>
        <ButtonLink href="/auth/login" variant="primary">
          Log in
        </ButtonLink>
      </div>
    </AuthPage>
  );
}

function NoLink({ wasGiven }: { wasGiven: boolean }) {
  return (
    <AuthPage
      title={wasGiven ? 'This link does not work any more' : 'Verify your address'}
      description={
        wasGiven
          ? 'It was used already, a newer one was sent, or it is older than 24 hours. If your address is verified, log in; if not, ask for a new link.'
          : 'Enter the address that you registered with. We send you a new link.'
      }
      footer={
        <Link href="/auth/login" className="link">
          Log in
        </Link>
      }
    >
      <ResendForm />
    </AuthPage>
  );
}
