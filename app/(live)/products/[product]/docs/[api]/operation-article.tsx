import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import type { OperationView } from '@/core/api-docs/get-operation';
import { WEBHOOK } from '@/core/api-docs/methods';
import { sampleRequest } from '@/core/api-docs/samples/sample-request';
import { renderMarkdown } from '@/core/markdown/render';
import { crumbsOf, operationHref } from './addresses';
import { Callbacks } from './callbacks';
import { Examples } from './examples';
import { MethodBadge } from './method-badge';
import { Outside } from './outside';
import { Parameters } from './parameters';
import { RequestBody } from './request-body';
import { Responses } from './responses';
import { Samples } from './samples';
import { Security } from './security';
import { Servers } from './servers';

/** One operation: what is sent, what comes back, and how a call looks. `tryIt` needs the whole width. */
export function OperationArticle({ operation, tryIt }: { operation: OperationView; tryIt?: ReactNode }) {
  const { place, content, method } = operation;
  const { about, parameters, body, responses, moreUrl, servers, callbacks } = content;
  return (
    <article className="grid gap-8">
      <Head operation={operation} />
      {tryIt}
      {/* On a narrow screen the samples stand before the responses, which may be long; on a wide one beside everything. */}
      <div className="grid gap-x-10 gap-y-10 xl:grid-cols-[minmax(0,1fr)_25rem] xl:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 content-start gap-10 empty:hidden">
          {about !== '' && <Prose html={renderMarkdown(about)} />}
          {moreUrl !== '' && (
            <p className="text-sm">
              <Outside href={moreUrl}>More about this operation</Outside>
            </p>
          )}
          <Parameters parameters={parameters} place={place} />
          {body && <RequestBody body={body} place={place} title={method === WEBHOOK ? 'What is sent' : 'Body'} />}
        </div>
        <Calls operation={operation} />
        <div className="grid min-w-0 content-start gap-10">
          <Responses
            responses={responses}
            place={place}
            title={method === WEBHOOK ? 'What you may answer' : 'Responses'}
          />
          {callbacks && <Callbacks callbacks={callbacks} place={place} />}
          {!place.needsKey && <Security ways={content.security} schemes={operation.security} />}
          {!place.needsKey && servers && <Servers servers={servers} />}
        </div>
      </div>
      <Neighbours operation={operation} />
    </article>
  );
}

function Head({ operation: { place, summary, method, path, isDeprecated, content } }: { operation: OperationView }) {
  return (
    <div className="grid gap-4">
      <PageHeader crumbs={crumbsOf(place, true)} title={summary} />
      {method === WEBHOOK ? (
        <p className="operation-line">
          <MethodBadge method={method} />
          <span>The API sends this to an address of yours, with {content.sentBy?.toUpperCase() ?? 'POST'}.</span>
        </p>
      ) : (
        <p className="operation-line">
          <MethodBadge method={method} />
          <code>
            {place.baseUrl !== null && <span className="text-ink-faint">{place.baseUrl}</span>}
            {path}
          </code>
        </p>
      )}
      {isDeprecated && (
        <Alert tone="warning" title="This operation is deprecated">
          It still works. Do not build anything new on it.
        </Alert>
      )}
    </div>
  );
}

/** Of a webhook there is nothing to call: what it sends is the sample. */
function Calls({ operation }: { operation: OperationView }) {
  const { method, path, content, place, security } = operation;
  const { baseUrl, needsKey } = place;
  const isCall = method !== WEBHOOK;
  return (
    <aside
      aria-label={isCall ? 'Samples' : 'Examples'}
      className="grid min-w-0 content-start gap-4 xl:sticky xl:top-24 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:self-start"
    >
      {isCall && baseUrl !== null && (
        <Samples request={sampleRequest({ baseUrl, method, path, content, needsKey, schemes: security })} />
      )}
      {isCall ? <Examples responses={content.responses} /> : <Examples sent={content.body} />}
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
