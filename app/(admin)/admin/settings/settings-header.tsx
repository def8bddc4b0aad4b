import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';

/** The top of every page of the settings. */
export function SettingsHeader({ title, description }: { title: string; description: string }) {
  return (
    <>
      <PageHeader title={title} description={description} />
      <div className="mt-4">
        <TabNav
          label="Settings"
          tabs={[
            { href: '/admin/settings/general', label: 'General' },
            { href: '/admin/settings/requests', label: 'Requests and keys' },
          ]}
        />
      </div>
    </>
  );
}
