import type { Metadata } from 'next';
import Link from 'next/link';
import { cache } from 'react';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { getPage, type PageView } from '@/core/pages/get-page';
import { getViewer } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { pageMetadata } from '@/server/page-metadata';

type Props = PageProps<'/pages/[slug]'>;

/** Once per request, though the title asks for it too. A page for everybody opens in a closed portal too. */
const loadPage = cache(async (slug: string, wantsDraft: boolean) =>
  orNotFound(getPage(await getViewer(), { slug, wantsDraft })),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const page = await loadPage((await params).slug, (await searchParams).draft !== undefined);
  const { title, description, slug } = page;
  return pageMetadata(await getViewer(), { path: `/pages/${slug}`, title, description: description || title });
}

export default async function OwnPage({ params, searchParams }: Props) {
  const page = await loadPage((await params).slug, (await searchParams).draft !== undefined);
  return (
    <>
      <PageHeader title={page.title} />
      <div className="mt-6 grid max-w-[46rem] gap-6">
        <DraftNotice page={page} />
        {page.body === '' ? <EmptyState title="This page says nothing yet" /> : <Prose html={page.body} />}
      </div>
    </>
  );
}

/** For admins: which of the two wordings this is. */
function DraftNotice({ page }: { page: PageView }) {
  if (!page.isDraft && !page.hasOther) return null;
  const edit = (
    <Link href={`/admin/settings/pages/${page.slug}`} className="link">
      Edit the page
    </Link>
  );
  if (!page.isDraft) {
    return (
      <Alert title="There is a draft of this page">
        <Link href={`/pages/${page.slug}?draft`} className="link">
          See the draft
        </Link>{' '}
        · {edit}
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title="This is a draft">
      Only admins see it. {edit}
      {page.isPublished && (
        <>
          {' '}
          ·{' '}
          <Link href={`/pages/${page.slug}`} className="link">
            See the page as it is live
          </Link>
        </>
      )}
    </Alert>
  );
}
