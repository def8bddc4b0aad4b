import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { NewPageForm } from './new-page-form';

export const metadata: Metadata = { title: 'New page' };

export default async function NewOwnPage() {
  const { actor } = await requireAdmin('/admin/settings/pages/new');
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Pages', href: '/admin/settings/pages' }]}
        title="New page"
        description="It is a draft until you publish it."
      />
      <div className="mt-4 max-w-3xl">
        {can(actor, 'settings.change') ? (
          <Card>
            <NewPageForm />
          </Card>
        ) : (
          <Alert>Your role reads the settings. Owners and admins add pages.</Alert>
        )}
      </div>
    </>
  );
}
