import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PageHeader } from '@/components/ui/page-header';
import { getProfile } from '@/core/identity/get-profile';
import { listSessions } from '@/core/identity/list-sessions';
import { getSecondFactors } from '@/core/second-factors/get-second-factors';
import { requirePerson } from '@/server/context';
import { signOutEverywhereAction } from '../actions';
import { describeBrowser } from '../describe-browser';
import { PasswordForm } from '../password-form';
import { ProfileTabs } from '../profile-tabs';
import { SessionList } from '../session-list';
import { AddPasskeyForm } from './add-passkey-form';
import { PasskeyList } from './passkey-list';
import { TwoFactorSection } from './two-factor-section';

export const metadata: Metadata = { title: 'Security' };

/** How one logs in, and where one is logged in. */
export default async function SecurityPage() {
  const ctx = await requirePerson('/profile/security');
  const profile = await getProfile(ctx);
  const factors = await getSecondFactors(ctx);
  const sessions = await listSessions(ctx);
  const now = ctx.now();
  const browser = describeBrowser((await headers()).get('user-agent') ?? '');
  return (
    <>
      <PageHeader title="Security" description="How you log in, and where you are signed in." />
      <div className="mt-4">
        <ProfileTabs hasAgents={ctx.actor.kind === 'developer'} />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <Card
            title="Password"
            description={
              profile.hasPassword
                ? 'Your other sessions end when you change it.'
                : 'You sign in through single sign-on and have no password here.'
            }
          >
            {profile.hasPassword && <PasswordForm email={profile.email} />}
          </Card>
          <Card title="Two-factor authentication">
            <TwoFactorSection factors={factors} now={now} />
          </Card>
        </div>
        <div className="grid gap-6">
          <Card
            title="Passkeys"
            description="A passkey logs you in with your fingerprint, your face or a security key, without a password or a code."
          >
            <div className="grid gap-5">
              <PasskeyList passkeys={factors.passkeys} now={now} />
              <AddPasskeyForm suggestedName={browser} />
            </div>
          </Card>
          <Card
            title="Sessions"
            description="End those that you do not recognise, and change your password."
            actions={
              <ConfirmDialog
                trigger="Sign out everywhere"
                triggerVariant="secondary"
                title="Sign out everywhere?"
                consequences={['Every session ends, this one too.', 'You log in again to go on.']}
                action={signOutEverywhereAction}
              />
            }
          >
            <SessionList sessions={sessions} now={now} />
          </Card>
        </div>
      </div>
    </>
  );
}
