import type { Metadata } from 'next';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { FilterBar } from '@/components/ui/filter-bar';
import type { AdminCatalog } from '@/core/catalogs/get-catalog-for-admin';
import { listAudience } from '@/core/catalogs/list-audience';
import { can } from '@/core/policy';
import { setAudienceAction } from '../../actions';
import { VISIBILITY_WORDS } from '../../sight-words';
import { CatalogFrame } from '../catalog-frame';
import { loadCatalog } from '../load-catalog';
import { AudienceForm } from './audience-form';

type Props = PageProps<'/admin/catalogs/[slug]/audience'>;

const filters = z.object({ q: z.string().max(200).catch('') });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { catalog } = await loadCatalog((await params).slug);
  return { title: `Audience of ${catalog.name}` };
}

export default async function CatalogAudiencePage({ params, searchParams }: Props) {
  const { ctx, catalog } = await loadCatalog((await params).slug);
  const { q } = filters.parse(await searchParams);
  const found = await listAudience(ctx, { catalogId: catalog.id, q });
  const path = `/admin/catalogs/${catalog.slug}/audience`;
  const isEmpty = found.organizations.length + found.teams.length === 0;
  return (
    <CatalogFrame ctx={ctx} catalog={catalog}>
      {catalog.visibility !== 'private' && <NotAsked catalog={catalog} />}
      <Card title="Audience" description={`${seersWords(catalog)} Search for organizations and teams to choose them.`}>
        <div className="grid gap-5">
          <FilterBar
            action={path}
            search={{ label: 'Search organizations and teams', value: q }}
            resetHref={q ? path : undefined}
          />
          {isEmpty ? (
            <p className="text-ink-muted">
              {q ? 'No organization or team matches.' : 'Nobody is chosen yet. Search for whom it shall be.'}
            </p>
          ) : (
            <AudienceForm
              // Made anew for each search and change, so that the boxes show what is there now.
              key={`${catalog.version}:${q}`}
              action={setAudienceAction}
              hidden={{ catalogId: catalog.id, version: String(catalog.version) }}
              mayChange={can(ctx.actor, 'offer.change')}
              {...found}
            />
          )}
          {found.hasMore && <p className="text-ink-muted text-sm">These are the first ones. Search for the others.</p>}
        </div>
      </Card>
    </CatalogFrame>
  );
}

function NotAsked({ catalog }: { catalog: AdminCatalog }) {
  const { label, about } = VISIBILITY_WORDS[catalog.visibility];
  return (
    <Alert>
      This catalog is {label.toLowerCase()}: {about.toLowerCase()} The audience counts when it is made private.
    </Alert>
  );
}

function seersWords({ effects, visibility }: AdminCatalog): string {
  const { people } = effects;
  const words = people === 1 ? '1 active developer sees' : `${people} active developers see`;
  return `${words} this catalog${visibility === 'public' ? ', and everybody who is not logged in' : ''}.`;
}
