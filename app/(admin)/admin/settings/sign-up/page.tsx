import type { Metadata } from 'next';
import { can } from '@/core/policy';
import { getSignUpSettings } from '@/core/settings/get-sign-up';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { SignUpForm } from './sign-up-form';

export const metadata: Metadata = { title: 'Sign-up' };

export default async function SignUpSettingsPage() {
  const ctx = await requireAdmin('/admin/settings/sign-up');
  const settings = await getSignUpSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  return (
    <SettingsFrame
      title="Sign-up"
      description="What people are asked when they register, besides their address, names and password."
      mayChange={mayChange}
      isWide
    >
      <SignUpForm settings={settings} mayChange={mayChange} />
    </SettingsFrame>
  );
}
