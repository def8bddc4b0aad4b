import { BookOpen, Download, FileText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { cache } from 'react';
import { Alert } from '@/components/ui/alert';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { FOUND_MAX, getReference, type ReferenceView } from '@/core/api-docs/get-reference';
import { renderMarkdown } from '@/core/markdown/render';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { crumbsOf, downloadHref, referenceHref } from './addresses';
import { OperationList } from './operation-list';
import { Outside } from './outside';
import { Overview } from './overview';
import { ReferenceFrame } from './reference-frame';
import { ReferenceNav } from './reference-nav';
import { SchemaIndex } from './schema-index';
import { SchemaPage } from './schema-page';
import { tagName } from './tag-name';

type Props = PageProps<'/products/[product]/docs/[api]'>;

/** Once per request, though the title asks for it too. */
const loadReference = cache(async (product: string, api: string, q: string | undefined, tag: string | undefined) =>
  orNotFound(getReference(await requireVisitor(), { product, api, q, tag })),
);

async function readPage({ params, searchParams }: Props) {
  const [{ product, api }, search] = [await params, await searchParams];
  const { schema, schemas, q, tag } = search;
  return { product, api, schema: one(schema), schemas: one(schemas), q: one(q), tag: one(tag) };
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { product, api, schema, schemas, q, tag } = await readPage(props);
  const { place } = await loadReference(product, api, q, tag);
  const title = `${place.apiName} reference`;
  // One page of the reference is enough for search engines; what was looked for in it is not a page.
  const isView = schema !== undefined || schemas !== undefined || q !== undefined || tag !== undefined;
  return {
    title:
      schema === undefined
        ? `${schemas === undefined ? '' : 'Schemas · '}${title}`
        : `${schema.slice(0, 80)} · ${title}`,
    description: `Operations, parameters and examples of ${place.apiName}.`,
    ...(isView && { robots: { index: false } }),
  };
}

export default async function ReferencePage(props: Props) {
  const { product, api, schema, schemas, q, tag } = await readPage(props);
  if (schemas !== undefined) return <SchemaIndex product={product} api={api} />;
  if (schema !== undefined) return <SchemaPage product={product} api={api} name={schema} />;
  const reference = await loadReference(product, api, q, tag);
  const { place, document, tags, filter } = reference;
  if (!document) return <NotThere reference={reference} />;
  const isWhole = filter.q === '' && filter.tag === null;
  return (
    <ReferenceFrame
      nav={
        <ReferenceNav
          place={place}
          tags={tags}
          tag={filter.tag}
          q={filter.q}
          hasSchemas={(document.schemas ?? 1) > 0}
        />
      }
    >
      <PageHeader
        crumbs={crumbsOf(place, !isWhole)}
        title={isWhole ? `${place.apiName} reference` : headingOf(reference)}
        {...(isWhole && {
          description: `${document.title}, version ${document.version || 'not told'}`,
          actions: <Downloads place={place} />,
        })}
      />
      {isWhole ? <Overview reference={reference} document={document} /> : <Found reference={reference} />}
    </ReferenceFrame>
  );
}

function headingOf({ filter }: ReferenceView): string {
  if (filter.q === '') return tagName(filter.tag ?? '');
  return filter.tag === null ? `Operations with “${filter.q}”` : `“${filter.q}” in ${tagName(filter.tag)}`;
}

function Downloads({ place }: { place: ReferenceView['place'] }) {
  return (
    <>
      <a href={`${referenceHref(place)}.md`} className={buttonClass({ variant: 'ghost', size: 'sm' })}>
        <FileText aria-hidden="true" className="size-4" />
        As Markdown
      </a>
      <a href={downloadHref(place)} download className={buttonClass({ size: 'sm' })}>
        <Download aria-hidden="true" className="size-4" />
        Download OpenAPI
      </a>
    </>
  );
}

function Found({ reference }: { reference: ReferenceView }) {
  const { place, operations, filter } = reference;
  if (!operations || operations.length === 0) {
    return (
      <EmptyState
        className="mt-8"
        icon={<SearchX />}
        title="No operation has all of these words"
        description="Words are looked for in the method, the path, the summary and the operation’s id."
        action={<ButtonLink href={referenceHref(place)}>Show all operations</ButtonLink>}
      />
    );
  }
  return (
    <div className="mt-6 grid gap-6">
      <p className="text-ink-muted">
        {operations.length >= FOUND_MAX
          ? `The first ${FOUND_MAX}. Add a word to see fewer.`
          : `${operations.length} ${operations.length === 1 ? 'operation' : 'operations'}`}
      </p>
      {filter.tag !== null && filter.q === '' && <AboutTag reference={reference} tag={filter.tag} />}
      <OperationList place={place} operations={operations} headings={filter.tag === null ? 'h2' : 'none'} />
    </div>
  );
}

function AboutTag({ reference, tag }: { reference: ReferenceView; tag: string }) {
  const { about = '', moreUrl = '' } = reference.tags.find(({ name }) => name === tag) ?? {};
  return (
    <>
      {about !== '' && <Prose html={renderMarkdown(about)} />}
      {moreUrl !== '' && (
        <p className="text-sm">
          <Outside href={moreUrl}>More about these operations</Outside>
        </p>
      )}
    </>
  );
}

function NotThere({ reference: { place } }: { reference: ReferenceView }) {
  const isComing = place.documentation === 'being_prepared';
  return (
    <>
      <PageHeader crumbs={crumbsOf(place, false)} title={`${place.apiName} reference`} />
      {isComing ? (
        <Alert className="mt-8" title="The documentation is being prepared">
          Its document was uploaded and is being read. This takes a few seconds, for a very large one a minute. Load the
          page again to see it.
        </Alert>
      ) : (
        <EmptyState
          className="mt-8"
          icon={<BookOpen />}
          title="There is no reference for this API yet"
          description="The product’s page has its guides and its base URL."
          action={<ButtonLink href={`/products/${place.productSlug}`}>Back to {place.productName}</ButtonLink>}
        />
      )}
    </>
  );
}
