import type { Metadata } from 'next';
import Link from 'next/link';
import { ProductGrid } from '@/components/offer/product-card';
import { SectionHeader } from '@/components/ui/page-header';
import { listApps } from '@/core/apps/list-apps';
import { countCartItems } from '@/core/cart/count-items';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import { isActiveAdmin, isActiveDeveloper } from '@/core/identity/actor';
import { getProspects } from '@/core/join-requests/get-prospects';
import { listFeatured } from '@/core/products/list-featured';
import { getWelcome } from '@/core/settings/get-welcome';
import { isBrandingPreviewed } from '@/server/brand';
import { requireVisitor } from '@/server/context';
import { pageMetadata } from '@/server/page-metadata';
import { FoundingHint } from './founding-hint';
import { HomeCatalogs } from './home-catalogs';
import { HomeHero } from './home-hero';
import { HowItWorks } from './how-it-works';
import { NextSteps } from './next-steps';
import { JoinCard } from './organization/join-card';

const DESCRIPTION = 'Find an API, read its documentation, ask for access, and call it with a key of your own.';

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata(await requireVisitor(), { path: '/', description: DESCRIPTION });
}

export default async function HomePage() {
  const ctx = await requireVisitor();
  const { actor } = ctx;
  const welcome = await getWelcome(ctx, { isPreviewed: await isBrandingPreviewed() });
  const catalogs = await listCatalogs(ctx);
  const featured = await listFeatured(ctx);
  const apps = isActiveDeveloper(actor) ? await listApps(ctx) : null;
  const inCart = apps ? await countCartItems(ctx) : 0;
  const prospects = await getProspects(ctx);
  return (
    <div className="grid gap-14 sm:gap-16">
      <HomeHero
        welcome={welcome}
        firstName={actor.kind === 'developer' || actor.kind === 'admin' ? actor.firstName : null}
        isAdmin={isActiveAdmin(actor)}
      />
      {apps && <NextSteps apps={apps} inCart={inCart} now={ctx.now()} />}
      {prospects && (prospects.proposed || prospects.joining) && <JoinCard prospects={prospects} now={ctx.now()} />}
      {isActiveDeveloper(actor) && actor.organization.isDefault && <FoundingHint ctx={ctx} />}
      {featured.length > 0 && (
        <section aria-labelledby="featured" className="grid gap-5">
          <SectionHeader
            id="featured"
            title="Featured products"
            actions={
              <Link href="/catalogs" className="link">
                See all products
              </Link>
            }
          />
          <ProductGrid label="Featured products" products={featured} headingLevel={3} marksFeatured={false} />
        </section>
      )}
      <HomeCatalogs catalogs={catalogs} />
      {(apps === null || apps.length === 0) && <HowItWorks />}
    </div>
  );
}
