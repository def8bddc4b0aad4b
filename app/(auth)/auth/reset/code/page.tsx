import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { peekLink } from '@/core/identity/peek-link';
import { getContext } from '@/server/context';
import { AuthPage } from '../../../auth-page';
import { oneOf } from '../../../one-of';
import { ResetForm } from './reset-form';

export const metadata: Metadata = { title: 'Set a new password' };

/** Only looks at the link: whatever opens it first, a mail scanner for instance, uses nothing up. */
export default async function ResetPage({ searchParams }: PageProps<'/auth/reset/code'>) {
  const token = oneOf((await searchParams).token);
  const account = await peekLink(await getContext(), { purpose: 'reset_password', token });
  if (!account) {
    return (
      <AuthPage title="This link does not work any more">
        <div className="grid gap-5">
          <p className="text-ink-muted">
            It was used already, a newer one was sent, or it is older than 24 hours. Ask for a new one.
          </p>
          <ButtonLink href="/auth/forgot" variant="primary">
            Ask for a new link
          </ButtonLink>
        </div>
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title="Set a new password"
      description={
        <span className="[overflow-wrap:anywhere]">
          For the account {account.email}. You will be signed out everywhere.
        </span>
      }
    >
      <ResetForm token={token} email={account.email} />
    </AuthPage>
  );
}
