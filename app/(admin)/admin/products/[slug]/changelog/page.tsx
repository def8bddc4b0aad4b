import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type ChangeLine, listChanges } from '@/core/changelog/list-changes';
import { can } from '@/core/policy';
import { countAudience } from '@/core/watching/audience';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { PublishForm } from './publish-form';

export const metadata: Metadata = { title: 'Changelog' };

export default async function ChangelogPage({ params }: PageProps<'/admin/products/[slug]/changelog'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/changelog`);
  const { productId, state, nextId, changes } = await orNotFound(listChanges(ctx, { slug }));
  const mayChange = can(ctx.actor, 'offer.change');
  const isSeen = state === 'published' || state === 'deprecated';
  const people = mayChange && isSeen ? await countAudience(ctx, { productId }) : 0;
  const isMoving = changes.some(({ announcement }) => announcement && !announcement.isDone);
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      {isMoving && <RefreshWhileMoving seconds={3} />}
      {mayChange && (
        <Card title="New entry">
          <PublishForm
            productId={productId}
            changeId={nextId}
            today={ctx.now().toISOString().slice(0, 10)}
            people={people}
            isSeen={isSeen}
          />
        </Card>
      )}
      {changes.length === 0 ? (
        <EmptyState
          icon={<History aria-hidden="true" />}
          title="Nothing has changed yet"
          description="Entries stand on the product’s page, newest first. Those who hold keys or watch it can be told."
        />
      ) : (
        <div className="grid gap-3">
          <SectionHeader title="Entries" description="Newest first, as on the product’s page." />
          <ChangeTable slug={slug} changes={changes} now={ctx.now()} />
        </div>
      )}
    </ProductFrame>
  );
}

function ChangeTable({ slug, changes, now }: { slug: string; changes: readonly ChangeLine[]; now: Date }) {
  return (
    <Table label="Changelog">
      <THead>
        <TH fit>Day</TH>
        <TH>What changed</TH>
        <TH>Announced</TH>
      </THead>
      <TBody>
        {changes.map((change) => (
          <TRow key={change.id}>
            <TCell fit>
              <Time value={change.publishedOn} now={now} format="day" />
            </TCell>
            <TCell rowHeader>
              <Link href={`/admin/products/${slug}/changelog/${change.id}`} className="link">
                {change.title}
              </Link>
            </TCell>
            <TCell>{announcedWords(change)}</TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function announcedWords({ announcement }: ChangeLine): string {
  if (!announcement) return 'To nobody';
  const { told, isDone } = announcement;
  const people = told === 1 ? '1 person' : `${told} people`;
  return isDone ? `To ${people}` : `Being announced, to ${people} so far`;
}
