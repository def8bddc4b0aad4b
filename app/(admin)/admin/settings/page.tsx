import { redirect } from 'next/navigation';
import { requireAdmin } from '@/server/context';

/** The settings have no page of their own: this leads to the first of them. */
export default async function SettingsPage() {
  await requireAdmin('/admin/settings');
  redirect('/admin/settings/general');
}
