import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { TwoFactorSection } from '@/app/(live)/profile/security/two-factor-section';
import { logOutAction } from '@/app/frame-actions';
import { Button, ButtonLink } from '@/components/ui/button';
import { landingFor } from '@/core/identity/landing-for';
import { needsProof } from '@/core/identity/needs-proof';
import { getSecondFactors } from '@/core/second-factors/get-second-factors';
import { getContext } from '@/server/context';
import { AuthPage } from '../../../auth-page';

export const metadata: Metadata = { title: 'Set up two-factor authentication' };

/** What an admin meets before anything else where admins need a second factor. */
export default async function SetUpPage() {
  const ctx = await getContext();
  if (ctx.actor.kind !== 'admin') redirect('/auth/login?next=/profile/security');
  const factors = await getSecondFactors(ctx);
  // A safe path never leads into /auth, so a proof that is too old means logging in again.
  if (factors.onSince === null && (await needsProof(ctx))) redirect('/auth/prove?next=/admin');
  return (
    <AuthPage
      title="Set up two-factor authentication"
      description="Admins of this portal log in with a second proof beside their password."
      footer={
        <form action={logOutAction}>
          <Button type="submit" variant="ghost">
            Log out
          </Button>
        </form>
      }
    >
      <div className="grid gap-5">
        <TwoFactorSection factors={factors} now={ctx.now()} />
        {factors.onSince && (
          <ButtonLink href={landingFor({ ...ctx.actor, needsSecondFactor: false }, '/')} variant="primary">
            Go on
          </ButtonLink>
        )}
      </div>
    </AuthPage>
  );
}
