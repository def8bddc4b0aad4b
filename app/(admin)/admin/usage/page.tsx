import type { Metadata } from 'next';
import Link from 'next/link';
import { ErrorTable } from '@/app/(live)/usage/error-table';
import { NoFigures } from '@/app/(live)/usage/no-figures';
import { TallyTable } from '@/app/(live)/usage/tally-table';
import { UsageFigures } from '@/app/(live)/usage/usage-figures';
import { rangeOf, type UsageQuery, usageHref, usageQuery } from '@/app/(live)/usage/usage-query';
import { UsageTimes } from '@/app/(live)/usage/usage-times';
import { buttonClass } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { getPortalUsage, type PortalUsage } from '@/core/usage/get-portal-usage';
import type { UsageLine } from '@/core/usage/lines-by';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { wiring } from '@/server/wiring';

export const metadata: Metadata = { title: 'Usage' };

const PATH = '/admin/usage';
/** As many of each as are worth comparing; the file has all. */
const TOP = 10;

export default async function AdminUsagePage({ searchParams }: PageProps<'/admin/usage'>) {
  const ctx = await requireAdmin(PATH);
  const query = usageQuery.parse(await searchParams);
  const range = rangeOf(query, ctx.now());
  const { app: appId, organization: organizationId } = query;
  const { scope, figures } = await orNotFound(getPortalUsage(ctx, wiring().usage, { appId, organizationId, range }));
  return (
    <>
      <PageHeader
        {...(scope && { crumbs: [{ href: PATH, label: 'Usage' }] })}
        title={scope ? `Usage of ${scope.name}` : 'Usage'}
        description="What the portal’s keys called, as the gateways counted it. Days and hours are those of UTC."
        actions={
          figures.outcome === 'figures' && (
            <a href={usageHref(`${PATH}/export.csv`, query)} className={buttonClass()} download>
              Download CSV
            </a>
          )
        }
      />
      <div className="mt-4 grid gap-6">
        {figures.outcome !== 'figures' ? (
          <NoFigures outcome={figures.outcome}>
            Nobody told the portal where calls are counted. Set USAGE_DATABASE_URL to the PostgreSQL database that a Tyk
            Pump with <code>sql_aggregate</code> writes to, and start the portal again. Until then people see only what
            is left of their quotas.
          </NoFigures>
        ) : (
          <>
            <UsageTimes path={PATH} query={query} />
            <UsageFigures measured={figures} range={range} />
            <Tables scope={scope} figures={figures} query={query} />
          </>
        )}
      </div>
    </>
  );
}

type Figures = Extract<PortalUsage['figures'], { outcome: 'figures' }>;

function Tables({ scope, figures, query }: { scope: PortalUsage['scope']; figures: Figures; query: UsageQuery }) {
  const rows = (lines: readonly UsageLine[], hrefOf: (id: string) => string) =>
    lines.slice(0, TOP).map(({ id, name, now, before }) => ({
      ...{ id, now, before },
      name: (
        <Link href={hrefOf(id)} className="link">
          {name}
        </Link>
      ),
    }));
  const only = (other: Partial<UsageQuery>) =>
    usageHref(PATH, query, { app: undefined, organization: undefined, ...other });
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      {scope?.kind !== 'app' && (
        <TallyTable
          title="Busiest apps"
          of="App"
          rows={rows(figures.apps.filter(isCalled), (app) => only({ app }))}
          empty="No app called anything."
        />
      )}
      {!scope && (
        <TallyTable
          title="Busiest organizations"
          of="Organization"
          rows={rows(figures.organizations.filter(isCalled), (organization) => only({ organization }))}
          empty="No organization called anything."
        />
      )}
      {figures.products && (
        <TallyTable
          title="Busiest products"
          description="All calls of their APIs, also by keys that the portal does not know."
          of="Product"
          rows={rows(figures.products.filter(isCalled), (slug) => `/admin/products/${slug}`)}
          empty="No product was called."
        />
      )}
      <ErrorTable tally={figures.now} />
    </div>
  );
}

function isCalled({ now, before }: UsageLine): boolean {
  return now.calls + before.calls > 0;
}
