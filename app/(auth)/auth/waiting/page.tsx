import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { logOutAction } from '@/app/frame-actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { type Step, Steps } from '@/components/ui/steps';
import { Time } from '@/components/ui/time';
import { landingFor } from '@/core/identity/landing-for';
import { type Wait, whatOneWaitsFor } from '@/core/identity/what-one-waits-for';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';

export const metadata: Metadata = { title: 'Waiting' };

const titles: Record<Wait['for'], string> = {
  activation: 'Waiting for approval',
  organization_suspended: 'Your organization is suspended',
};

/** For people who are signed in but may not go on: whom they wait for, since when, and what comes next. */
export default async function WaitingPage() {
  const ctx = await getContext();
  const wait = await whatOneWaitsFor(ctx);
  if (!wait) redirect(landingFor(ctx.actor, '/'));
  const name = 'email' in ctx.actor ? ctx.actor.email : '';
  return (
    <AuthPage
      title={titles[wait.for]}
      footer={<span className="[overflow-wrap:anywhere]">You are logged in as {name}.</span>}
    >
      <div className="grid gap-6">
        {wait.reason && <Alert title="The reason given">{wait.reason}</Alert>}
        <Steps label="Where it stands" steps={stepsOf(wait, ctx.now())} />
        <form action={logOutAction}>
          <Button type="submit" className="w-full">
            Log out
          </Button>
        </form>
      </div>
    </AuthPage>
  );
}

function stepsOf(wait: Wait, now: Date): Step[] {
  const since = <Time value={wait.since} now={now} />;
  const exactly = <Time value={wait.since} now={now} format="moment" />;
  switch (wait.for) {
    case 'activation':
      return [
        { title: 'You registered and verified your address', state: 'done', about: since },
        { title: 'An admin looks at your registration', state: 'current', about: <>Waiting since {exactly}.</> },
        { title: 'You get a mail and can use the portal', state: 'todo' },
      ];
    case 'organization_suspended':
      return [
        {
          title: `${wait.organizationName} was suspended`,
          state: 'failed',
          about: since,
        },
        {
          title: 'Whoever runs this portal can resume it',
          state: 'current',
          about: 'Its keys do not work until then. Your super admins were told; ask them, or the portal’s admins.',
        },
        { title: 'You go on where you were', state: 'todo', about: 'The keys that were stopped work again.' },
      ];
  }
}
