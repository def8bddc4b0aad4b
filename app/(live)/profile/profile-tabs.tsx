import { TabNav } from '@/components/ui/tab-nav';

/** The parts of one's own account. */
export function ProfileTabs() {
  return (
    <TabNav
      label="Profile"
      tabs={[
        { href: '/profile', label: 'About you' },
        { href: '/profile/security', label: 'Security' },
      ]}
    />
  );
}
