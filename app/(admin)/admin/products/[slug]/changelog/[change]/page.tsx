import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Prose } from '@/components/ui/prose';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ChangeLine, listChanges } from '@/core/changelog/list-changes';
import { previewMarkdown } from '@/core/markdown/preview-markdown';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../../product-frame';
import { deleteChangeAction, editChangeAction } from '../actions';
import { ChangeFields } from '../change-fields';

type Props = PageProps<'/admin/products/[slug]/changelog/[change]'>;

export const metadata: Metadata = { title: 'Changelog entry' };

export default async function ChangePage({ params }: Props) {
  const { slug, change: changeId } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/changelog/${changeId}`);
  const { productId, changes } = await orNotFound(listChanges(ctx, { slug }));
  const change = changes.find(({ id }) => id === changeId);
  if (!change) notFound();
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <Card title={change.title} description="Nobody is told again of what you change here.">
        {can(ctx.actor, 'offer.change') ? (
          <Editor slug={slug} productId={productId} change={change} />
        ) : (
          <Prose html={await previewMarkdown(ctx, { text: change.body })} />
        )}
      </Card>
    </ProductFrame>
  );
}

function Editor({ slug, productId, change }: { slug: string; productId: string; change: ChangeLine }) {
  const place = { productId, changeId: change.id, product: slug };
  return (
    <div className="grid gap-4">
      <ActionForm key={change.seen} action={editChangeAction} hidden={{ ...place, seen: change.seen }}>
        <ChangeFields change={change} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>Save</SubmitButton>
          <ButtonLink href={`/admin/products/${slug}/changelog`}>Cancel</ButtonLink>
        </div>
      </ActionForm>
      <div className="border-line border-t pt-4">
        <ConfirmDialog
          trigger="Delete entry"
          title={`Delete “${change.title}”?`}
          consequences={['The entry is gone for good.', 'Mails about it that did not leave yet are not sent.']}
          action={deleteChangeAction}
          hidden={place}
        />
      </div>
    </div>
  );
}
