import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';
import type { AdminCatalog } from '@/core/catalogs/get-catalog-for-admin';
import type { Context } from '@/core/context';
import { can } from '@/core/policy';
import { addressWith } from '../../address-with';
import { AudienceBadge } from '../audience-badge';

/** The head of every page of a catalog's editor, and the way to the others. */
export function CatalogFrame({ ctx, catalog, children }: { ctx: Context; catalog: AdminCatalog; children: ReactNode }) {
  const base = `/admin/catalogs/${catalog.slug}`;
  const live = `/catalogs/${catalog.slug}`;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/catalogs', label: 'Catalogs' }]}
        title={catalog.name}
        badge={
          <AudienceBadge
            visibility={catalog.visibility}
            organizations={catalog.organizationCount}
            teams={catalog.teamCount}
          />
        }
        actions={
          <>
            {can(ctx.actor, 'offer.view_as') && (
              <ButtonLink href={addressWith('/admin/view-as', { next: live })}>
                <Eye aria-hidden="true" />
                View as
              </ButtonLink>
            )}
            <ButtonLink href={live}>Open in the portal</ButtonLink>
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        <TabNav
          label="Catalog"
          tabs={[
            { href: base, label: 'Details' },
            {
              href: `${base}/content`,
              label: 'Products and plans',
              count: catalog.products.held.length + catalog.plans.held.length,
            },
            { href: `${base}/audience`, label: 'Audience', count: catalog.organizationCount + catalog.teamCount },
          ]}
        />
        {!can(ctx.actor, 'offer.change') && <Alert>Your role reads the offer. Owners and admins change it.</Alert>}
        {children}
      </div>
    </>
  );
}
