import { ArrowDown, ArrowUp, Eye, LibraryBig } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink, IconButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { type AdminCatalogLine, listCatalogsForAdmin } from '@/core/catalogs/list-catalogs-for-admin';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { moveCatalogAction } from './actions';
import { AudienceBadge } from './audience-badge';

export const metadata: Metadata = { title: 'Catalogs' };

const filters = z.object({ q: z.string().max(200).catch('') });

export default async function AdminCatalogsPage({ searchParams }: PageProps<'/admin/catalogs'>) {
  const ctx = await requireAdmin('/admin/catalogs');
  const { q } = filters.parse(await searchParams);
  const catalogs = await listCatalogsForAdmin(ctx, { q });
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <>
      <PageHeader
        title="Catalogs"
        description="Which products, on which plans, somebody may see. In the order in which developers find them."
        actions={
          <>
            {can(ctx.actor, 'offer.view_as') && (
              <ButtonLink href="/admin/view-as">
                <Eye aria-hidden="true" />
                View as
              </ButtonLink>
            )}
            {mayChange && (
              <ButtonLink href="/admin/catalogs/new" variant="primary">
                New catalog
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        {(q !== '' || catalogs.length > 0) && (
          <FilterBar
            action="/admin/catalogs"
            search={{ label: 'Search catalogs', value: q }}
            resetHref={q ? '/admin/catalogs' : undefined}
          />
        )}
        {catalogs.length === 0 ? (
          <EmptyState
            icon={<LibraryBig aria-hidden="true" />}
            title={q ? 'No catalog matches' : 'No catalogs yet'}
            description={q ? 'Change the search.' : 'Developers see products through catalogs. Make the first one.'}
          />
        ) : (
          <Catalogs catalogs={catalogs} maySort={mayChange && q === ''} />
        )}
      </div>
    </>
  );
}

function Catalogs({ catalogs, maySort }: { catalogs: readonly AdminCatalogLine[]; maySort: boolean }) {
  return (
    <Table label="Catalogs">
      <THead>
        <TH>Catalog</TH>
        <TH>Who sees it</TH>
        <TH align="end" hideBelow="sm">
          Products
        </TH>
        <TH align="end" hideBelow="sm">
          Plans
        </TH>
        <TH align="end" hideBelow="md">
          Open requests
        </TH>
        {maySort && catalogs.length > 1 && <TH label="Order" fit />}
      </THead>
      <TBody>
        {catalogs.map((catalog, at) => (
          <TRow key={catalog.id}>
            <TCell rowHeader>
              <span className="grid [overflow-wrap:anywhere]">
                <Link href={`/admin/catalogs/${catalog.slug}`} className="link">
                  {catalog.name}
                </Link>
                <span className="font-normal text-ink-muted text-sm">/catalogs/{catalog.slug}</span>
              </span>
            </TCell>
            <TCell>
              <AudienceBadge {...catalog} />
            </TCell>
            <TCell align="end" hideBelow="sm">
              {catalog.products}
            </TCell>
            <TCell align="end" hideBelow="sm">
              {catalog.plans}
            </TCell>
            <TCell align="end" hideBelow="md">
              {catalog.openRequests}
            </TCell>
            {maySort && catalogs.length > 1 && (
              <TCell fit>
                <span className="flex justify-end">
                  <Move catalog={catalog} before={catalogs[at - 1]?.id} direction="up" isOff={at === 0} />
                  <Move
                    catalog={catalog}
                    before={catalogs[at + 2]?.id}
                    direction="down"
                    isOff={at === catalogs.length - 1}
                  />
                </span>
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

/** Puts a catalog before another one; behind all when there is none. */
function Move({
  catalog,
  before,
  direction,
  isOff,
}: {
  catalog: AdminCatalogLine;
  before: string | undefined;
  direction: 'up' | 'down';
  isOff: boolean;
}) {
  return (
    <ActionForm action={moveCatalogAction} hidden={{ catalogId: catalog.id, before: before ?? '' }} confirm="none">
      <IconButton
        type="submit"
        size="sm"
        label={`Move ${catalog.name} ${direction}`}
        icon={direction === 'up' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
        disabled={isOff}
      />
    </ActionForm>
  );
}
