import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { getAddressChange } from '@/core/identity/get-address-change';
import { getProfile } from '@/core/identity/get-profile';
import { requirePerson } from '@/server/context';
import { AddressForm, WithdrawAddressForm } from './address-form';
import { MyData } from './my-data';
import { ProfileForm } from './profile-form';
import { ProfileTabs } from './profile-tabs';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const ctx = await requirePerson('/profile');
  const profile = await getProfile(ctx);
  const wish = await getAddressChange(ctx);
  const isAddressNew = (await searchParams).changed === 'email';
  const { actor } = ctx;
  return (
    <>
      <PageHeader title="Profile" description="Who you are here." />
      <div className="mt-4">
        <ProfileTabs hasAgents={ctx.actor.kind === 'developer'} />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Card title="About you">
          <div className="grid gap-6">
            {actor.kind === 'developer' && (
              <Facts
                facts={[
                  { label: 'Organization', value: actor.organization.name },
                  profile.signsInElsewhere && { label: 'Single sign-on', value: 'Linked' },
                ]}
              />
            )}
            <ProfileForm
              firstName={profile.firstName}
              lastName={profile.lastName}
              fields={profile.signUpFields}
              values={profile.signUpValues}
              hasAnswersInKeys={profile.hasAnswersInKeys}
            />
          </div>
        </Card>
        <div className="grid gap-6">
          <Card title="Email" description="You log in with it, and mails go there.">
            <div className="grid gap-4">
              {isAddressNew && (
                <Alert tone="success" live>
                  Your address is changed.
                </Alert>
              )}
              <p className="font-medium [overflow-wrap:anywhere]">{profile.email}</p>
              {wish ? <WaitingAddress newEmail={wish.newEmail} /> : <AddressForm />}
            </div>
          </Card>
          <MyData mayDelete={actor.kind === 'developer'} />
        </div>
      </div>
    </>
  );
}

function WaitingAddress({ newEmail }: { newEmail: string }) {
  return (
    <Alert tone="info" title="Waits for your confirmation">
      <div className="grid gap-3">
        <p className="[overflow-wrap:anywhere]">
          We have sent a link to {newEmail}. Open it within 24 hours, logged in as you are now.
        </p>
        <WithdrawAddressForm />
      </div>
    </Alert>
  );
}
