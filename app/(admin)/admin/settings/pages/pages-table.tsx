import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { IconButton } from '@/components/ui/button';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { PageLine } from '@/core/pages/list-pages';
import { orderPagesAction } from './actions';
import { audienceWords, PageState } from './page-state';

type Props = { pages: readonly PageLine[]; now: Date; mayChange: boolean };

/** The pages in their order, which is that of the footer. */
export function PagesTable({ pages, now, mayChange }: Props) {
  const order = pages.map(({ id }) => id).join(',');
  return (
    <Table label="Pages">
      <THead>
        <TH>Page</TH>
        <TH>State</TH>
        <TH hideBelow="md">Who may read it</TH>
        <TH hideBelow="md">Changed</TH>
        {mayChange && <TH label="Order" fit />}
      </THead>
      <TBody>
        {pages.map((page, index) => (
          <TRow key={page.id}>
            <TCell rowHeader>
              <Link href={`/admin/settings/pages/${page.slug}`} className="link [overflow-wrap:anywhere]">
                {page.title}
              </Link>
              <span className="block text-ink-muted text-xs">/pages/{page.slug}</span>
            </TCell>
            <TCell>
              <PageState {...page} />
            </TCell>
            <TCell hideBelow="md">{audienceWords(page.audience)}</TCell>
            <TCell hideBelow="md">
              <Time value={page.updatedAt} now={now} />
            </TCell>
            {mayChange && (
              <TCell fit>
                <ActionForm
                  action={orderPagesAction}
                  hidden={{ pageIds: order }}
                  aria-label={`Order of ${page.title}`}
                  className="flex! gap-0!"
                >
                  <Move page={page} way="up" isDisabled={index === 0} />
                  <Move page={page} way="down" isDisabled={index === pages.length - 1} />
                </ActionForm>
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Move({ page, way, isDisabled }: { page: PageLine; way: 'up' | 'down'; isDisabled: boolean }) {
  return (
    <IconButton
      type="submit"
      name="move"
      value={`${page.id}.${way}`}
      size="sm"
      label={`Move ${page.title} ${way}`}
      icon={way === 'up' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
      disabled={isDisabled}
    />
  );
}
