import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { AdminCatalog } from '@/core/catalogs/get-catalog-for-admin';
import { can } from '@/core/policy';
import { TimelineLink } from '../../timeline-link';
import { changeCatalogAction, deleteCatalogAction } from '../actions';
import { CatalogFields } from '../catalog-fields';
import { VISIBILITY_WORDS } from '../sight-words';
import { CatalogFrame } from './catalog-frame';
import { deletionEffects } from './deletion-effects';
import { loadCatalog } from './load-catalog';

type Props = PageProps<'/admin/catalogs/[slug]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { catalog } = await loadCatalog((await params).slug);
  return { title: `${catalog.name} catalog` };
}

export default async function CatalogPage({ params }: Props) {
  const { ctx, catalog } = await loadCatalog((await params).slug);
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <CatalogFrame ctx={ctx} catalog={catalog}>
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="Details">{mayChange ? <Details catalog={catalog} /> : <ReadDetails catalog={catalog} />}</Card>
        <div className="grid gap-4">
          <Card title="Who sees it">
            <Facts
              facts={[
                { label: 'Developers', value: catalog.effects.people },
                catalog.visibility === 'public' && { label: 'Also', value: 'everybody who is not logged in' },
                { label: 'Products', value: catalog.effects.products },
                { label: 'Found nowhere else', value: catalog.effects.onlyHere },
                { label: 'In carts of', value: catalog.effects.carts },
                { label: 'Requests that wait', value: catalog.effects.openRequests },
                { label: 'Changed', value: <Time value={catalog.updatedAt} now={ctx.now()} /> },
                { label: 'History', value: <TimelineLink kind="catalog" id={catalog.id} className="link" /> },
              ]}
            />
          </Card>
          {mayChange && <Deletion catalog={catalog} />}
        </div>
      </div>
    </CatalogFrame>
  );
}

function Details({ catalog }: { catalog: AdminCatalog }) {
  return (
    <ActionForm
      key={catalog.version}
      action={changeCatalogAction}
      hidden={{ catalogId: catalog.id, version: String(catalog.version), shownSlug: catalog.slug }}
    >
      <CatalogFields catalog={catalog} />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </ActionForm>
  );
}

function ReadDetails({ catalog }: { catalog: AdminCatalog }) {
  return (
    <Facts
      facts={[
        { label: 'Name', value: catalog.name },
        { label: 'Address', value: `/catalogs/${catalog.slug}` },
        catalog.description !== '' && { label: 'Description', value: catalog.description },
        { label: 'Who may see it', value: VISIBILITY_WORDS[catalog.visibility].about },
      ]}
    />
  );
}

function Deletion({ catalog }: { catalog: AdminCatalog }) {
  const consequences = deletionEffects(catalog.effects);
  return (
    <Card title="Delete this catalog">
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-muted">Its products and plans stay. {consequences[0]}</p>
        <ConfirmDialog
          trigger="Delete catalog"
          title={`Delete ${catalog.name}?`}
          consequences={consequences}
          action={deleteCatalogAction}
          hidden={{ catalogId: catalog.id, version: String(catalog.version) }}
        />
      </div>
    </Card>
  );
}
