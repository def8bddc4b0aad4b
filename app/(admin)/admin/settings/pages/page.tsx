import { FileText, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listPages } from '@/core/pages/list-pages';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { SettingsFrame } from '../settings-frame';
import { PagesTable } from './pages-table';

export const metadata: Metadata = { title: 'Pages' };

export default async function PagesPage() {
  const ctx = await requireAdmin('/admin/settings/pages');
  const pages = await listPages(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  const add = mayChange && (
    <ButtonLink href="/admin/settings/pages/new" variant="primary">
      <Plus aria-hidden="true" />
      Add a page
    </ButtonLink>
  );
  return (
    <SettingsFrame
      title="Pages"
      description="Pages of your own words, such as about, privacy or imprint. Link to them in the menu and the footer."
      mayChange={mayChange}
      isWide
    >
      {pages.length > 0 && add && <div>{add}</div>}
      {pages.length > 0 ? (
        <PagesTable pages={pages} now={ctx.now()} mayChange={mayChange} />
      ) : (
        <EmptyState
          icon={<FileText aria-hidden="true" />}
          title="No pages yet"
          description="Write what visitors want to know of you: who you are, how you handle their data, how to reach you."
          action={add || undefined}
        />
      )}
    </SettingsFrame>
  );
}
