import type { Metadata } from 'next';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { can } from '@/core/policy';
import { getThirdParty, type ThirdPartyNow } from '@/core/third-party/get-third-party';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { RenewSecretForm, TryForm } from './secret-forms';
import { ThirdPartyForm } from './third-party-form';

export const metadata: Metadata = { title: 'Other system' };

export default async function ThirdPartyPage() {
  const ctx = await requireAdmin('/admin/settings/third-party');
  const settings = await getThirdParty(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  const isSetUp = settings.webhookUrl !== '' || settings.redirectUrl !== '';
  return (
    <SettingsFrame
      title="Other system"
      description="A system of yours that decides requests: billing, a contract desk, a risk check."
      mayChange={mayChange}
    >
      <Uses isSetUp={isSetUp} />
      <Waiting settings={settings} />
      <Card title="Addresses">
        <ThirdPartyForm settings={settings} mayChange={mayChange} />
      </Card>
      {mayChange && settings.webhookUrl !== '' && (
        <Card
          title="Test delivery"
          description="Sends a signed message of the type portal.test to the webhook address."
        >
          <TryForm />
        </Card>
      )}
      {mayChange && settings.version > 0 && (
        <Card
          title="Signing secret"
          description="Both sides know it. A new one counts at once: what the portal signs from then on cannot be checked
            with the old one."
        >
          <RenewSecretForm />
        </Card>
      )}
    </SettingsFrame>
  );
}

function Uses({ isSetUp }: { isSetUp: boolean }) {
  return (
    <Alert title={isSetUp ? undefined : 'No other system is set up'}>
      It decides where the{' '}
      <Link href="/admin/settings/requests" className="link">
        portal’s settings
      </Link>
      , a{' '}
      <Link href="/admin/plans" className="link">
        plan
      </Link>{' '}
      or a{' '}
      <Link href="/admin/settings/rules" className="link">
        rule
      </Link>{' '}
      says so, over the REST API with an admin’s token. Without an address admins decide in its place, and admins may
      always be faster.
    </Alert>
  );
}

function Waiting({ settings: { waiting, untold, problem } }: { settings: ThirdPartyNow }) {
  if (waiting === 0) return null;
  const waits = waiting === 1 ? '1 request waits' : `${waiting} requests wait`;
  if (untold === 0) return <Alert>{`${waits} for its decision.`}</Alert>;
  return (
    <Alert
      tone="warning"
      title={`${waits} for its decision, and it was not told of ${untold === waiting ? 'all of them' : untold}`}
    >
      {problem} The portal tries again by itself.
    </Alert>
  );
}
