import { ChartColumn } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ErrorTable } from '@/app/(live)/usage/error-table';
import { KeyName } from '@/app/(live)/usage/key-name';
import { NoFigures } from '@/app/(live)/usage/no-figures';
import { QuotaTable } from '@/app/(live)/usage/quota-table';
import { TallyTable } from '@/app/(live)/usage/tally-table';
import { UsageFigures } from '@/app/(live)/usage/usage-figures';
import { rangeOf, type UsageQuery, usageHref, usageQuery } from '@/app/(live)/usage/usage-query';
import { UsageTimes } from '@/app/(live)/usage/usage-times';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { type AppUsage, getAppUsage } from '@/core/usage/get-app-usage';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { wiring } from '@/server/wiring';

export const metadata: Metadata = { title: 'Usage of an app' };

export default async function AppUsagePage({ params, searchParams }: PageProps<'/apps/[id]/usage'>) {
  const { id } = await params;
  const path = `/apps/${id}/usage`;
  const ctx = await requireDeveloper(path);
  const query = usageQuery.parse(await searchParams);
  const range = rangeOf(query, ctx.now());
  const usage = await orNotFound(getAppUsage(ctx, wiring().usage, { appId: id, credentialId: query.key, range }));
  const { app, keys, key, figures } = usage;
  const hasFigures = figures.outcome === 'figures' && keys.length > 0;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/apps', label: 'My apps' },
          { href: `/apps/${app.id}`, label: app.name },
          ...(key ? [{ href: path, label: 'Usage' }] : []),
        ]}
        title={key ? `Usage of ${key.name || key.planName} …${key.lastFour}` : `Usage of ${app.name}`}
        description="Calls as the gateway counted them. Days and hours are those of UTC."
        actions={
          hasFigures && (
            <a href={usageHref('/usage/export.csv', { ...query, app: app.id })} className={buttonClass()} download>
              Download CSV
            </a>
          )
        }
      />
      <div className="mt-6 grid gap-6">
        {figures.outcome !== 'figures' ? (
          <>
            <NoFigures outcome={figures.outcome} />
            <QuotaTable now={ctx.now()} keys={key ? [key] : keys} />
          </>
        ) : keys.length === 0 ? (
          <NoKeys appId={app.id} />
        ) : (
          <>
            <UsageTimes path={path} query={query} />
            <UsageFigures measured={figures} range={range} />
            <Tables usage={usage} query={query} path={path} />
            <QuotaTable now={ctx.now()} keys={key ? [key] : keys} />
          </>
        )}
      </div>
    </>
  );
}

function NoKeys({ appId }: { appId: string }) {
  return (
    <EmptyState
      icon={<ChartColumn aria-hidden="true" />}
      title="Nothing to count yet"
      description="The calls of this app stand here as soon as it has a key."
      action={<ButtonLink href={`/apps/${appId}`}>Back to the app</ButtonLink>}
    />
  );
}

function Tables({ usage: { keys, key, figures }, query, path }: { usage: AppUsage; query: UsageQuery; path: string }) {
  if (figures.outcome !== 'figures') return null;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      {key ? (
        <p className="text-ink-muted text-sm">
          Only this key.{' '}
          <Link href={usageHref(path, query, { key: undefined })} className="link">
            Show all keys of the app
          </Link>
        </p>
      ) : (
        <TallyTable
          title="By key"
          of="Key"
          rows={keys.flatMap((each) => {
            const tally = figures.byKey.get(each.credentialId);
            const href = usageHref(path, query, { key: each.credentialId });
            return tally ? [{ ...tally, id: each.credentialId, name: <KeyName usageKey={each} href={href} /> }] : [];
          })}
          empty="The app has no key."
        />
      )}
      <TallyTable
        title="By product"
        of="Product"
        rows={figures.byProduct.map(({ names, now }) => ({
          id: names.join(','),
          name: names.length > 1 ? `${names.join(', ')} (together)` : (names[0] ?? 'No product any more'),
          now,
        }))}
        empty="No product was called."
      />
      <ErrorTable tally={figures.now} />
    </div>
  );
}
