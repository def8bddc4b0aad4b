import type { Metadata } from 'next';
import Link from 'next/link';
import { OrderedPicker } from '@/components/forms/ordered-picker';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { Placeable } from '@/core/catalogs/get-catalog-for-admin';
import { can } from '@/core/policy';
import { setCatalogPlansAction, setCatalogProductsAction } from '../../actions';
import { CatalogFrame } from '../catalog-frame';
import { loadCatalog } from '../load-catalog';

type Props = PageProps<'/admin/catalogs/[slug]/content'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { catalog } = await loadCatalog((await params).slug);
  return { title: `Products and plans of ${catalog.name}` };
}

export default async function CatalogContentPage({ params }: Props) {
  const { ctx, catalog } = await loadCatalog((await params).slug);
  const mayChange = can(ctx.actor, 'offer.change');
  const hidden = { catalogId: catalog.id, version: String(catalog.version) };
  const products = { held: catalog.products.held.map(ofProduct), others: catalog.products.others.map(ofProduct) };
  const plans = { held: catalog.plans.held.map(ofPlan), others: catalog.plans.others.map(ofPlan) };
  return (
    <CatalogFrame ctx={ctx} catalog={catalog}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Products" description="In the order in which people find them. Drafts stay hidden.">
          {mayChange ? (
            <OrderedPicker
              key={catalog.version}
              action={setCatalogProductsAction}
              hidden={hidden}
              noun="product"
              {...products}
            />
          ) : (
            <ReadOrder held={products.held} nothing="No product stands in it yet." />
          )}
        </Card>
        <Card title="Plans" description="Offered for every product of the catalog that has the same gateway.">
          {mayChange ? (
            <OrderedPicker
              key={catalog.version}
              action={setCatalogPlansAction}
              hidden={hidden}
              noun="plan"
              {...plans}
            />
          ) : (
            <ReadOrder held={plans.held} nothing="No plan is offered in it yet." />
          )}
        </Card>
      </div>
    </CatalogFrame>
  );
}

type Shown = { id: string; name: string; note: string | null; href: string };

function ofProduct({ id, name, note, slug }: Placeable): Shown {
  return { id, name, note, href: `/admin/products/${slug}` };
}

function ofPlan({ id, name, note }: Placeable): Shown {
  return { id, name, note, href: `/admin/plans/${id}` };
}

function ReadOrder({ held, nothing }: { held: readonly Shown[]; nothing: string }) {
  if (held.length === 0) return <p className="text-ink-muted">{nothing}</p>;
  return (
    <ol className="grid gap-2">
      {held.map(({ id, name, note, href }) => (
        <li key={id} className="flex flex-wrap items-center gap-2">
          <Link href={href} className="link [overflow-wrap:anywhere]">
            {name}
          </Link>
          {note && <Badge>{note}</Badge>}
        </li>
      ))}
    </ol>
  );
}
