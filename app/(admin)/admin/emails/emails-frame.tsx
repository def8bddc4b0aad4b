import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';

const TABS = [
  { href: '/admin/emails', label: 'Templates' },
  { href: '/admin/emails/sent', label: 'Sent mails' },
];

/** The head of both pages about mails. */
export function EmailsFrame({ description, children }: { description: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title="Emails" description={description} />
      <div className="mt-4 grid gap-4">
        <TabNav label="Emails" tabs={TABS} />
        {children}
      </div>
    </>
  );
}
