import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OperationList } from '@/app/(live)/products/[product]/docs/[api]/operation-list';
import { ReferenceFrame } from '@/app/(live)/products/[product]/docs/[api]/reference-frame';
import { SchemaArticle } from '@/app/(live)/products/[product]/docs/[api]/schema-article';
import { SecuritySchemes } from '@/app/(live)/products/[product]/docs/[api]/security';
import { buttonClass } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { renderMarkdown } from '@/core/markdown/render';
import { ownReference } from '@/server/rest/own-reference';
import { OwnNav } from './own-nav';

export const metadata: Metadata = {
  title: 'REST API reference',
  description: 'What a program can do at this portal with the token of an admin.',
};
// The document names the portal's own address, which is known when it runs.
export const dynamic = 'force-dynamic';

export default async function OwnReferencePage({ searchParams }: PageProps<'/api/v1/docs'>) {
  const { schema: name } = await searchParams;
  const reference = ownReference();
  return (
    <ReferenceFrame nav={<OwnNav reference={reference} />}>
      {typeof name === 'string' ? <OwnSchema name={name} /> : <Overview />}
    </ReferenceFrame>
  );
}

function OwnSchema({ name }: { name: string }) {
  const { place, overview, schema } = ownReference();
  const view = schema(name);
  if (!view) notFound();
  return <SchemaArticle place={place} name={name} schema={view} title={overview.title} />;
}

function Overview() {
  const { place, overview, operations } = ownReference();
  return (
    <>
      <PageHeader
        title="REST API reference"
        description={`${overview.title}, version ${overview.version}`}
        actions={
          <a href="/api/v1/openapi.json" download className={buttonClass({ size: 'sm' })}>
            <Download aria-hidden="true" />
            OpenAPI document
          </a>
        }
      />
      <div className="mt-8 grid gap-10">
        <div className="max-w-xl">
          <CopyField label="Base URL" value={place.baseUrl ?? ''} copyLabel="Copy URL" />
        </div>
        <Prose html={renderMarkdown(overview.about)} />
        <SecuritySchemes schemes={overview.security} />
        <section aria-labelledby="operations" className="grid gap-4">
          <h2 id="operations" className="section-title">
            {operations.length} operations
          </h2>
          <OperationList place={place} operations={operations} headings="h3" />
        </section>
      </div>
    </>
  );
}
