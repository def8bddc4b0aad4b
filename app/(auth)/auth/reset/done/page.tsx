import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { AuthPage } from '../../../auth-page';

export const metadata: Metadata = { title: 'New password set' };

export default function ResetDonePage() {
  return (
    <AuthPage title="Your new password is set">
      <div className="grid gap-5">
        <p className="text-ink-muted">You were signed out everywhere. Log in with the new password.</p>
        <ButtonLink href="/auth/login" variant="primary">
          Log in
        </ButtonLink>
      </div>
    </AuthPage>
  );
}
