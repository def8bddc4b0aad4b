import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { peekAddressChange } from '@/core/identity/get-address-change';
import { requirePerson } from '@/server/context';
import { ConfirmAddressForm } from './confirm-address-form';

export const metadata: Metadata = { title: 'Confirm your new address' };

/** Where the mail to a new address leads. Only looks at the link: whatever opens it first uses nothing up. */
export default async function ConfirmAddressPage({ searchParams }: PageProps<'/profile/email'>) {
  const given = (await searchParams).token;
  const token = typeof given === 'string' ? given : '';
  const ctx = await requirePerson(`/profile/email?token=${encodeURIComponent(token)}`);
  const wish = await peekAddressChange(ctx, { token });
  return (
    <>
      <PageHeader title="Confirm your new address" />
      <div className="mt-6 max-w-xl">
        {wish ? (
          <Card>
            <div className="grid gap-4">
              <p className="[overflow-wrap:anywhere]">
                From now on you log in with <strong>{wish.newEmail}</strong> instead of {ctx.actor.email}, and mails go
                there.
              </p>
              <ConfirmAddressForm token={token} />
            </div>
          </Card>
        ) : (
          <Alert
            tone="warning"
            title="This link does not work any more"
            actions={<ButtonLink href="/profile">Go to your profile</ButtonLink>}
          >
            It was used already, you asked for another address since, it is older than 24 hours, or another account
            asked for it. Log in as who asked, or ask again in your profile.
          </Alert>
        )}
      </div>
    </>
  );
}
