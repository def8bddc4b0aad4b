import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { isFirstAdminLinkAlive } from '@/core/identity/first-admin-link';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { FirstAdminForm } from './first-admin-form';

export const metadata: Metadata = { title: 'Create the first admin' };

export default async function FirstAdminPage({ searchParams }: PageProps<'/auth/first-admin'>) {
  const token = oneOf((await searchParams).token);
  if (!(await isFirstAdminLinkAlive(await getContext(), token))) {
    return (
      <AuthPage title="This link does not work any more">
        <div className="grid gap-5">
          <p className="text-ink-muted">
            There is an admin already, or the link is older than 24 hours. A new one stands in the log after the next
            start, as long as there is no admin.
          </p>
          <ButtonLink href="/auth/login">Log in</ButtonLink>
        </div>
      </AuthPage>
    );
  }
  return (
    <AuthPage
      wide
      title="Create the first admin"
      description="This portal has nobody to run it yet. The first admin is its owner and can add others."
    >
      <FirstAdminForm token={token} />
    </AuthPage>
  );
}
