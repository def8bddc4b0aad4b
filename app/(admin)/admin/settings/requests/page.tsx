import type { Metadata } from 'next';
import { can } from '@/core/policy';
import { getRequestSettings } from '@/core/settings/get-requests';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { RequestsForm } from './requests-form';

export const metadata: Metadata = { title: 'Requests and keys' };

export default async function RequestSettingsPage() {
  const ctx = await requireAdmin('/admin/settings/requests');
  const settings = await getRequestSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  return (
    <SettingsFrame
      title="Requests and keys"
      description="Who decides, what is asked with a request, how keys reach people, and how both are looked after."
      mayChange={mayChange}
      isWide
    >
      <RequestsForm settings={settings} mayChange={mayChange} />
    </SettingsFrame>
  );
}
