import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { logOutAction } from '@/app/frame-actions';
import { Button } from '@/components/ui/button';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';

import { ChangePasswordForm } from './change-password-form';

export const metadata: Metadata = { title: 'Change your password' };

/** What somebody meets before anything else whose password was set by an admin. */
export default async function ChangePasswordPage() {
  const { actor } = await getContext();
  if (actor.kind !== 'developer' && actor.kind !== 'admin') redirect('/auth/login?next=/profile');
  return (
    <AuthPage
      title="Change your password"
      description={
        actor.mustChangePassword
          ? 'Somebody else has set your password. Choose your own before you go on.'
          : 'Your other sessions end when you change it.'
      }
      footer={
        <form action={logOutAction}>
          <Button type="submit" variant="ghost">
            Log out
          </Button>
        </form>
      }
    >
      <ChangePasswordForm email={actor.email} />
    </AuthPage>
  );
}
