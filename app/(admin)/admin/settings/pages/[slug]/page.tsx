import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getPageForAdmin } from '@/core/pages/get-page-for-admin';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { PageState } from '../page-state';
import { AddressForm, WordsForm } from './edit-forms';
import { PageActs } from './page-acts';

export const metadata: Metadata = { title: 'Page' };

export default async function EditOwnPage({ params }: PageProps<'/admin/settings/pages/[slug]'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/settings/pages/${encodeURIComponent(slug)}`);
  const page = await orNotFound(getPageForAdmin(ctx, { slug }));
  const mayChange = can(ctx.actor, 'settings.change');
  const hidden = { pageId: page.id, version: String(page.version) };
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Pages', href: '/admin/settings/pages' }]}
        title={page.title}
        badge={<PageState {...page} />}
        description={`/pages/${page.slug}`}
        actions={<PageActs page={page} mayChange={mayChange} />}
      />
      <div className="mt-4 grid max-w-3xl gap-5">
        {!mayChange && <Alert>Your role reads the settings. Owners and admins change them.</Alert>}
        {page.isPublished && page.hasDraft && (
          <Alert tone="warning" title="This is a draft">
            What is live is another wording. Publish the draft to replace it.
          </Alert>
        )}
        <Card title="Text" headingLevel={2}>
          <WordsForm {...{ hidden, mayChange }} title={page.title} body={page.body} />
        </Card>
        <Card title="Address and readers" headingLevel={2} description="Changed at once, not with the draft.">
          <AddressForm {...{ hidden, mayChange }} slug={page.slug} audience={page.audience} />
        </Card>
      </div>
    </>
  );
}
