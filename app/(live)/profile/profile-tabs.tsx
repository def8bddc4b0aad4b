import { TabNav } from '@/components/ui/tab-nav';

/** The parts of one's own account. Developers have agents; admins make tokens where they run the portal. */
export function ProfileTabs({ hasAgents }: { hasAgents: boolean }) {
  return (
    <TabNav
      label="Profile"
      tabs={[
        { href: '/profile', label: 'About you' },
        { href: '/profile/security', label: 'Security' },
        ...(hasAgents ? [{ href: '/profile/tokens', label: 'Agents' }] : []),
      ]}
    />
  );
}
