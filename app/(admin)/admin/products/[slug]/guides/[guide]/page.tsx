import type { Metadata } from 'next';
import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Prose } from '@/components/ui/prose';
import { SubmitButton } from '@/components/ui/submit-button';
import { type GuideForAdmin, getGuideForAdmin } from '@/core/guides/get-guide-for-admin';
import { previewMarkdown } from '@/core/markdown/preview-markdown';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../../product-frame';
import { changeGuideAction, deleteGuideAction } from '../actions';
import { GuideFields } from '../guide-fields';
import { PicturesCard } from '../pictures-card';

type Props = PageProps<'/admin/products/[slug]/guides/[guide]'>;

export const metadata: Metadata = { title: 'Guide' };

export default async function GuidePage({ params }: Props) {
  const { slug, guide: name } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/guides/${name}`);
  const guide = await orNotFound(getGuideForAdmin(ctx, { slug, guide: name }));
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <Card
        title={guide.title}
        description={
          <Link href={`/admin/products/${slug}/guides`} className="link">
            All guides
          </Link>
        }
        actions={
          <ButtonLink size="sm" href={`/products/${slug}/guides/${guide.slug}`}>
            Open the page
          </ButtonLink>
        }
      >
        {can(ctx.actor, 'offer.change') ? (
          <Editor slug={slug} guide={guide} />
        ) : (
          <Prose html={await previewMarkdown(ctx, { text: guide.body })} />
        )}
      </Card>
      <PicturesCard ctx={ctx} slug={slug} />
    </ProductFrame>
  );
}

function Editor({ slug, guide }: { slug: string; guide: GuideForAdmin }) {
  const { id: guideId, productId, seen } = guide;
  return (
    <div className="grid gap-4">
      <ActionForm
        // What somebody else saved starts with fields of its own.
        key={seen}
        action={changeGuideAction}
        hidden={{ productId, product: slug, guideId, seen, was: guide.slug }}
      >
        <GuideFields guide={guide} />
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
      <div className="border-line border-t pt-4">
        <ConfirmDialog
          trigger="Delete guide"
          title={`Delete “${guide.title}”?`}
          consequences={['The text is gone for good.', 'Links to this guide end.']}
          action={deleteGuideAction}
          hidden={{ productId, guideId, product: slug }}
        />
      </div>
    </div>
  );
}
