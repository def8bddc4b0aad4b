import Link from 'next/link';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { GuideLine } from '@/core/guides/list-guides';
import { MoveForm } from './move-form';

type Props = {
  productId: string;
  guides: readonly GuideLine[];
  /** Of the list; each guide's page is below it. */
  path: string;
  mayChange: boolean;
  now: Date;
};

/** A product's guides in the order in which developers read them. */
export function GuidesTable({ productId, guides, path, mayChange, now }: Props) {
  return (
    <Table label="Guides">
      <THead>
        <TH>Guide</TH>
        <TH hideBelow="md">Address</TH>
        <TH hideBelow="sm">Changed</TH>
        {mayChange && <TH label="Order" fit />}
      </THead>
      <TBody>
        {guides.map((guide, index) => (
          <TRow key={guide.id}>
            <TCell rowHeader>
              <Link href={`${path}/${guide.slug}`} className="link">
                {guide.title}
              </Link>
            </TCell>
            <TCell hideBelow="md">
              <code className="text-sm">{guide.slug}</code>
            </TCell>
            <TCell hideBelow="sm">
              <Time value={guide.updatedAt} now={now} />
            </TCell>
            {mayChange && (
              <TCell fit align="end">
                <MoveForm
                  productId={productId}
                  guide={guide}
                  isFirst={index === 0}
                  isLast={index === guides.length - 1}
                />
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
