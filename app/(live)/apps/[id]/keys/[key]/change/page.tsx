import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import type { ChangeCatalog } from '@/core/access-requests/change-choices';
import { type ChangeForm, getChangeForm } from '@/core/access-requests/get-change-form';
import { withEnding } from '@/core/credentials/with-ending';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ChangeKeyForm } from './change-form';

export const metadata: Metadata = { title: 'Change plan or products' };

const choice = z.object({ catalog: z.string().max(200).optional().catch(undefined) });

export default async function ChangeKeyPage({ params, searchParams }: PageProps<'/apps/[id]/keys/[key]/change'>) {
  const { id, key } = await params;
  const here = `/apps/${id}/keys/${key}/change`;
  const ctx = await requireDeveloper(here);
  const form = await orNotFound(getChangeForm(ctx, { credentialId: key }));
  if (form.app.id !== id) notFound();
  const { catalog: slug } = choice.parse(await searchParams);
  const catalog =
    form.catalogs.find((one) => one.slug === slug) ??
    form.catalogs.find((one) => one.id === form.now.catalogId) ??
    form.catalogs[0];
  const { credential, app } = form;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/apps', label: 'My apps' },
          { href: `/apps/${app.id}`, label: app.name },
          {
            href: `/apps/${app.id}/keys/${credential.id}`,
            label: credential.name || withEnding('Key', credential.lastFour),
          },
        ]}
        title="Change plan or products"
        description={`${withEnding('Of the key', credential.lastFour)}. It stays the same key: nothing has to be put into your program anew.`}
      />
      <div className="mt-8 grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="grid min-w-0 gap-6">
          <Change form={form} catalog={catalog} here={here} />
        </div>
        <div className="grid min-w-0 gap-6">
          <Now form={form} />
          {catalog && <HowItGoes />}
        </div>
      </div>
    </>
  );
}

function Change({ form, catalog, here }: { form: ChangeForm; catalog: ChangeCatalog | undefined; here: string }) {
  const { refusal, open, app, credential } = form;
  const back = `/apps/${app.id}/keys/${credential.id}`;
  if (open) {
    return (
      <Alert
        title={open.status === 'pending' ? 'A change waits for a decision already' : 'The gateway is taking a change'}
        actions={
          <ButtonLink href={`/requests/${open.requestId}`} size="sm">
            Open the request
          </ButtonLink>
        }
      >
        {open.status === 'pending'
          ? 'Cancel it to ask for something else.'
          : 'Another one can be asked for when it is made.'}
      </Alert>
    );
  }
  if (refusal) {
    return (
      <Alert
        tone="warning"
        title="This key cannot be changed now"
        actions={
          <ButtonLink href={back} size="sm">
            Open the key
          </ButtonLink>
        }
      >
        {refusal}
      </Alert>
    );
  }
  if (!catalog) {
    return (
      <EmptyState
        title="Nothing to change to"
        description="No catalog that you see offers plans and products of this key’s gateway."
        action={<ButtonLink href={back}>Open the key</ButtonLink>}
      />
    );
  }
  return (
    <Card>
      <div className="grid gap-6">
        <CatalogChoice catalogs={form.catalogs} chosen={catalog} here={here} />
        <ChangeKeyForm key={catalog.id} form={form} catalog={catalog} submissionKey={randomUUID()} />
      </div>
    </Card>
  );
}

/** Plans and products of one catalog go together; with one catalog there is nothing to choose. */
function CatalogChoice({
  catalogs,
  chosen,
  here,
}: {
  catalogs: readonly ChangeCatalog[];
  chosen: ChangeCatalog;
  here: string;
}) {
  if (catalogs.length < 2) return null;
  return (
    <nav aria-label="Catalog" className="grid gap-2">
      <p className="field-label">Catalog</p>
      <ul className="flex flex-wrap gap-2">
        {catalogs.map(({ id, slug, name }) => (
          <li key={id}>
            <ButtonLink
              href={`${here}?${new URLSearchParams({ catalog: slug })}`}
              size="sm"
              variant={id === chosen.id ? 'primary' : 'secondary'}
              {...(id === chosen.id && { 'aria-current': 'true' as const })}
            >
              {name}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Now({ form: { now, app } }: { form: ChangeForm }) {
  return (
    <Card title="What the key has now">
      <Facts
        facts={[
          {
            label: 'App',
            value: (
              <Link href={`/apps/${app.id}`} className="link">
                {app.name}
              </Link>
            ),
          },
          { label: 'Products', value: now.productNames },
          now.catalogName !== null && { label: 'Catalog', value: now.catalogName },
          { label: 'Plan', value: now.terms.displayName },
          { label: 'Rate', value: rateWords(now.terms) },
          { label: 'Quota', value: quotaWords(now.terms) },
          { label: 'Lifetime', value: lifetimeWords(now.terms) },
        ]}
      />
    </Card>
  );
}

function HowItGoes() {
  return (
    <Card title="How it goes">
      <ul className="grid list-disc gap-2 pl-5 text-sm">
        <li>You ask; it is decided like any other request. Until then the key goes on as it is.</li>
        <li>
          When it is granted, the gateway is told. The key works all the time, first with the old plan, then with the
          new one.
        </li>
        <li>The lifetime of the new plan counts from the approval. What was used of a quota stays used.</li>
        <li>You get a mail when the gateway has taken it.</li>
      </ul>
    </Card>
  );
}
