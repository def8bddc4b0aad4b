import { ChartColumn } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getOwnUsage } from '@/core/usage/get-own-usage';
import { requireDeveloper } from '@/server/context';
import { wiring } from '@/server/wiring';
import { ErrorTable } from './error-table';
import { NoFigures } from './no-figures';
import { QuotaTable } from './quota-table';
import { TallyTable } from './tally-table';
import { UsageFigures } from './usage-figures';
import { rangeOf, usageHref, usageQuery } from './usage-query';
import { UsageTimes } from './usage-times';

export const metadata: Metadata = { title: 'Usage' };

const PATH = '/usage';

export default async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  const ctx = await requireDeveloper(PATH);
  const query = usageQuery.parse(await searchParams);
  const range = rangeOf(query, ctx.now());
  const { keys, figures } = await getOwnUsage(ctx, wiring().usage, { range });
  const hasFigures = figures.outcome === 'figures' && keys.length > 0;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/apps', label: 'My apps' }]}
        title="Usage"
        description="What your apps called, with all of their keys. Days and hours are those of UTC."
        actions={
          hasFigures && (
            <a href={usageHref('/usage/export.csv', query)} className={buttonClass()} download>
              Download CSV
            </a>
          )
        }
      />
      <div className="mt-6 grid gap-6">
        {figures.outcome !== 'figures' ? (
          <>
            <NoFigures outcome={figures.outcome} />
            <QuotaTable now={ctx.now()} keys={keys} />
          </>
        ) : keys.length === 0 ? (
          <EmptyState
            icon={<ChartColumn aria-hidden="true" />}
            title="Nothing to count yet"
            description="The calls of your apps stand here as soon as one of them has a key."
            action={<ButtonLink href="/catalogs">Browse the catalogs</ButtonLink>}
          />
        ) : (
          <>
            <UsageTimes path={PATH} query={query} />
            <UsageFigures measured={figures} range={range} />
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <TallyTable
                title="By app"
                of="App"
                rows={figures.byApp.map(({ id, name, now, before }) => ({
                  ...{ id, now, before },
                  name: (
                    <Link href={usageHref(`/apps/${id}/usage`, query)} className="link">
                      {name}
                    </Link>
                  ),
                }))}
                empty="No app has a key."
              />
              <ErrorTable tally={figures.now} />
            </div>
          </>
        )}
      </div>
    </>
  );
}
