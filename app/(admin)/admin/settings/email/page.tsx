import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { can } from '@/core/policy';
import { getEmailSettings } from '@/core/settings/get-email';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { EmailForm, TryMailServerForm } from './email-form';

export const metadata: Metadata = { title: 'Email settings' };

export default async function EmailSettingsPage() {
  const ctx = await requireAdmin('/admin/settings/email');
  const settings = await getEmailSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  return (
    <SettingsFrame title="Email settings" description="Who the portal’s mails come from." mayChange={mayChange}>
      <EmailForm settings={settings} mayChange={mayChange} />
      {mayChange && (
        <Card
          title="Test"
          description="Sends a mail to you with the saved sender, and tells what the mail server said."
        >
          <TryMailServerForm />
        </Card>
      )}
      <p className="text-ink-muted text-sm">
        What the mails say is worded under{' '}
        <Link href="/admin/emails" className="link">
          Emails
        </Link>
        .
      </p>
    </SettingsFrame>
  );
}
