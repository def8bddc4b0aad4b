import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { getProfile } from '@/core/identity/get-profile';
import { listSessions } from '@/core/identity/list-sessions';
import { requirePerson } from '@/server/context';
import { signOutEverywhereAction } from './actions';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { SessionList } from './session-list';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  const ctx = await requirePerson('/profile');
  const profile = await getProfile(ctx);
  const sessions = await listSessions(ctx);
  const { actor } = ctx;
  return (
    <>
      <PageHeader title="Profile" description="Your name, your password, and where you are signed in." />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Card title="About you">
            <div className="grid gap-6">
              <Facts
                facts={[
                  { label: 'Email', value: <span className="[overflow-wrap:anywhere]">{profile.email}</span> },
                  actor.kind === 'developer' && { label: 'Organization', value: actor.organization.name },
                  profile.signsInElsewhere && { label: 'Single sign-on', value: 'Linked' },
                ]}
              />
              <ProfileForm
                firstName={profile.firstName}
                lastName={profile.lastName}
                fields={profile.signUpFields}
                values={profile.signUpValues}
              />
            </div>
          </Card>
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
        </div>
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
          <SessionList sessions={sessions} now={ctx.now()} />
        </Card>
      </div>
    </>
  );
}
