import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listDocuments } from '@/core/api-docs/list-documents';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { ApiCard } from './api-card';

export const metadata: Metadata = { title: 'Documentation' };

const query = z.object({ upload: z.enum(['taken', 'same', 'refused']).optional().catch(undefined) });
/** A document is read in a second or two; nobody needs to see it sooner. */
const LOOK_AGAIN_SECONDS = 2;

export default async function DocsPage({ params, searchParams }: PageProps<'/admin/products/[slug]/docs'>) {
  const { slug } = await params;
  const { upload } = query.parse(await searchParams);
  const ctx = await requireAdmin(`/admin/products/${slug}/docs`);
  const { apis } = await orNotFound(listDocuments(ctx, { slug }));
  const isMoving = apis.some(({ documents }) => documents.some(({ state }) => state === 'processing'));
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      {isMoving && <RefreshWhileMoving seconds={LOOK_AGAIN_SECONDS} />}
      {upload && <UploadAnswer upload={upload} />}
      {apis.length === 0 ? (
        <EmptyState
          icon={<FileText aria-hidden="true" />}
          title="No API to document yet"
          description="Add an API to this product first, also one that no gateway serves."
          action={<ButtonLink href={`/admin/products/${slug}/apis`}>APIs of this product</ButtonLink>}
        />
      ) : (
        apis.map((api) => <ApiCard key={api.id} slug={slug} api={api} mayChange={mayChange} now={ctx.now()} />)
      )}
    </ProductFrame>
  );
}

/** For whoever uploaded without JavaScript. */
function UploadAnswer({ upload }: { upload: 'taken' | 'same' | 'refused' }) {
  if (upload === 'taken') return <Alert tone="success">Uploaded. It is being read now.</Alert>;
  if (upload === 'same') return <Alert>Nothing was uploaded: this document is the newest already.</Alert>;
  return (
    <Alert tone="danger" title="Nothing was uploaded">
      Choose a text file in UTF-8, JSON or YAML, of at most 32 MB.
    </Alert>
  );
}
