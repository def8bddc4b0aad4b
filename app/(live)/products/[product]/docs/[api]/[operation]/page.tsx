import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { cache } from 'react';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { getOperation, type OperationView } from '@/core/api-docs/get-operation';
import { sampleRequest } from '@/core/api-docs/samples/sample-request';
import { renderMarkdown } from '@/core/markdown/render';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { crumbsOf, operationHref } from '../addresses';
import { Examples } from '../examples';
import { MediaList } from '../media-view';
import { MethodBadge } from '../method-badge';
import { Parameters } from '../parameters';
import { ReferenceFrame } from '../reference-frame';
import { ReferenceNav } from '../reference-nav';
import { Responses } from '../responses';
import { Samples } from '../samples';

type Props = PageProps<'/products/[product]/docs/[api]/[operation]'>;

/** Once per request, though the title asks for it too. */
const loadOperation = cache(async (product: string, api: string, operation: string) =>
  orNotFound(getOperation(await requireVisitor(), { product, api, operation })),
);

async function readPage({ params }: Props): Promise<OperationView> {
  const { product, api, operation } = await params;
  return loadOperation(product, api, decoded(operation));
}

/** An operationId may have a slash in it; as a part of an address it comes encoded. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone per cent sign; nothing is called so, and the page says that it is not there.
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { summary, method, path, place } = await readPage(props);
  return {
    title: `${summary} · ${place.apiName}`,
    description: `${method.toUpperCase()} ${path} of ${place.apiName}.`,
  };
}

export default async function OperationPage(props: Props) {
  const operation = await readPage(props);
  const { place, tags, tag, slug, near, content } = operation;
  return (
    <ReferenceFrame nav={<ReferenceNav place={place} tags={tags} open={{ tag, slug, near }} />}>
      <article className="grid gap-8">
        <Head operation={operation} />
        {/* On a narrow screen the samples stand before the responses, which may be long; on a wide one beside everything. */}
        <div className="grid gap-x-10 gap-y-10 xl:grid-cols-[minmax(0,1fr)_25rem] xl:grid-rows-[auto_1fr]">
          <div className="grid min-w-0 content-start gap-10 empty:hidden">
            {content.about !== '' && <Prose html={renderMarkdown(content.about)} />}
            <Parameters parameters={content.parameters} place={place} />
            <RequestBody operation={operation} />
          </div>
          <Calls operation={operation} />
          <div className="grid min-w-0 content-start gap-10">
            <Responses responses={content.responses} place={place} />
            <Security operation={operation} />
          </div>
        </div>
        <Neighbours operation={operation} />
      </article>
    </ReferenceFrame>
  );
}

function Head({ operation: { place, summary, method, path, isDeprecated } }: { operation: OperationView }) {
  return (
    <div className="grid gap-4">
      <PageHeader crumbs={crumbsOf(place, true)} title={summary} />
      <p className="operation-line">
        <MethodBadge method={method} />
        <code>
          {place.baseUrl !== null && <span className="text-ink-faint">{place.baseUrl}</span>}
          {path}
        </code>
      </p>
      {isDeprecated && (
        <Alert tone="warning" title="This operation is deprecated">
          It still works. Do not build anything new on it.
        </Alert>
      )}
    </div>
  );
}

function RequestBody({ operation: { content, place } }: { operation: OperationView }) {
  const { body } = content;
  if (!body) return null;
  return (
    <section aria-labelledby="body" className="grid gap-4">
      <h2 id="body" className="section-title">
        Body
        {!body.required && <span className="ml-2 font-normal text-base text-ink-muted">optional</span>}
      </h2>
      {body.about !== '' && <Prose html={renderMarkdown(body.about, { headingLevel: 3 })} className="schema-about" />}
      <MediaList media={body.media} place={place} />
    </section>
  );
}

/** What the document itself asks for; behind a gateway the portal's key comes first. */
function Security({ operation: { content, security, place } }: { operation: OperationView }) {
  const kinds = new Map(security.map(({ name, kind }) => [name, kind || name]));
  const ways = content.security
    .map((way) =>
      way.map(({ name, scopes }) => [kinds.get(name) ?? name, scopes.join(', ')].filter(Boolean).join(': ')),
    )
    .map((way) => way.join(' and '));
  if (place.needsKey || ways.length === 0) return null;
  return (
    <section aria-labelledby="security" className="grid gap-2">
      <h2 id="security" className="section-title">
        Authentication
      </h2>
      <p className="text-ink-muted">{ways.map((way) => way || 'none').join(', or ')}</p>
    </section>
  );
}

function Calls({ operation: { method, path, content, place } }: { operation: OperationView }) {
  const { baseUrl, needsKey } = place;
  return (
    <aside
      aria-label="Samples"
      className="grid min-w-0 content-start gap-4 xl:sticky xl:top-24 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:self-start"
    >
      {baseUrl !== null && <Samples request={sampleRequest({ baseUrl, method, path, content, needsKey })} />}
      <Examples responses={content.responses} />
    </aside>
  );
}

function Neighbours({ operation: { previous, next, place } }: { operation: OperationView }) {
  if (!previous && !next) return null;
  return (
    <nav aria-label="More operations" className="flex flex-wrap justify-between gap-4 border-line border-t pt-6">
      {previous && (
        <Link
          href={operationHref(place, previous.slug)}
          prefetch={false}
          className="link inline-flex items-center gap-1.5"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          <span className="sr-only">Previous: </span>
          {previous.summary}
        </Link>
      )}
      {next && (
        <Link
          href={operationHref(place, next.slug)}
          prefetch={false}
          className="link ml-auto inline-flex items-center gap-1.5"
        >
          <span className="sr-only">Next: </span>
          {next.summary}
          <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      )}
    </nav>
  );
}
