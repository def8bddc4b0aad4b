import type { Metadata } from 'next';
import { can } from '@/core/policy';
import { getGeneralSettings } from '@/core/settings/get-general';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { GeneralForm } from './general-form';

export const metadata: Metadata = { title: 'General settings' };

export default async function GeneralSettingsPage() {
  const ctx = await requireAdmin('/admin/settings/general');
  const settings = await getGeneralSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  return (
    <SettingsFrame
      title="General settings"
      description="The portal’s name, who may see it, and who may get in."
      mayChange={mayChange}
    >
      <GeneralForm settings={settings} mayChange={mayChange} />
    </SettingsFrame>
  );
}
