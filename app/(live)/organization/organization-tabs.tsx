import { TabNav } from '@/components/ui/tab-nav';

/** The pages of one's own organization. */
export function OrganizationTabs() {
  return (
    <TabNav
      label="Organization"
      tabs={[
        { href: '/organization', label: 'Overview' },
        { href: '/organization/users', label: 'Users', exact: false },
        { href: '/organization/teams', label: 'Teams', exact: false },
      ]}
    />
  );
}
