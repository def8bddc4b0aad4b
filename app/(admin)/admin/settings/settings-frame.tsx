import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';

const TABS = [
  { href: '/admin/settings/general', label: 'General' },
  { href: '/admin/settings/branding', label: 'Branding' },
  { href: '/admin/settings/pages', label: 'Pages' },
  { href: '/admin/settings/sign-up', label: 'Sign-up' },
  { href: '/admin/settings/email', label: 'Email' },
  { href: '/admin/settings/requests', label: 'Requests and keys' },
  { href: '/admin/settings/reasons', label: 'Kept reasons' },
  { href: '/admin/settings/rules', label: 'Rules' },
  { href: '/admin/settings/third-party', label: 'Other system' },
  { href: '/admin/settings/tokens', label: 'API tokens' },
];

/** The head of every page of settings, and the way to the others. */
export function SettingsFrame({
  title,
  description,
  mayChange,
  isWide = false,
  children,
}: {
  title: string;
  description: string;
  mayChange: boolean;
  /** For a form with something beside it. */
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <PageHeader title={title} description={description} />
      <div className="mt-4 grid gap-5">
        <TabNav label="Settings" tabs={TABS} />
        <div className={isWide ? 'grid gap-5' : 'grid max-w-3xl gap-5'}>
          {!mayChange && <Alert>Your role reads the settings. Owners and admins change them.</Alert>}
          {children}
        </div>
      </div>
    </>
  );
}
