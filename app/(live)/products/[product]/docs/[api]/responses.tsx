import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Prose } from '@/components/ui/prose';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { ResponseView } from '@/core/api-docs/operation-content';
import { renderMarkdown } from '@/core/markdown/render';
import { operationHref } from './addresses';
import { MediaList } from './media-view';
import { SchemaWords } from './schema-parts';

/** Every answer by its status; the first good one is open. */
export function Responses({
  responses,
  place,
  title,
}: {
  responses: readonly ResponseView[];
  place: ReferencePlace;
  title: string;
}) {
  if (responses.length === 0) return null;
  const usual = responses.find(({ status }) => status.startsWith('2')) ?? responses[0];
  return (
    <section aria-labelledby="responses" className="grid gap-4">
      <h2 id="responses" className="section-title">
        {title}
      </h2>
      <div className="card divide-y divide-line">
        {responses.map((response) =>
          hasMore(response) ? (
            <details key={response.status} className="response fold" open={response === usual}>
              <summary>
                <Status status={response.status} />
                <span className="min-w-0 text-ink-muted">{shortAbout(response.about)}</span>
              </summary>
              <div className="grid gap-4 px-5 pb-5">
                {isLong(response.about) && (
                  <Prose html={renderMarkdown(response.about, { headingLevel: 3 })} className="schema-about" />
                )}
                <Headers response={response} place={place} />
                <MediaList media={response.media} place={place} />
                {response.links && <Links links={response.links} place={place} />}
              </div>
            </details>
          ) : (
            <div key={response.status} className="response-plain">
              <Status status={response.status} />
              <Prose html={renderMarkdown(response.about, { headingLevel: 3 })} className="schema-about" />
            </div>
          ),
        )}
      </div>
    </section>
  );
}

function hasMore({ headers, media, about, links }: ResponseView): boolean {
  return headers.length > 0 || links !== undefined || isLong(about) || media.some(({ schema }) => schema !== null);
}

/** Whether a description needs more than the line of its status. */
function isLong(about: string): boolean {
  return about.length > 120 || /[\n[<]/.test(about.trim());
}

function shortAbout(about: string): string {
  const [line = ''] = about.trim().split('\n');
  return line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>|[*_`#]/g, '')
    .slice(0, 160);
}

function Status({ status }: { status: string }) {
  return (
    <code className="response-status" data-kind={status.slice(0, 1)}>
      {status}
    </code>
  );
}

function Headers({ response: { headers }, place }: { response: ResponseView; place: ReferencePlace }) {
  if (headers.length === 0) return null;
  return (
    <details className="schema-more">
      <summary>{headers.length === 1 ? 'One header' : `${headers.length} headers`}</summary>
      <ul className="schema-fields">
        {headers.map((header) => (
          <Header key={header.name} header={header} place={place} />
        ))}
      </ul>
    </details>
  );
}

function Header({ header, place }: { header: ResponseView['headers'][number]; place: ReferencePlace }) {
  const { name, about, type, notes = [], example } = header;
  return (
    <li className="schema-field">
      <p className="schema-head">
        <code className="schema-name">{name}</code>
        {type !== '' && <span className="schema-type">{[type, ...notes].join(' · ')}</span>}
        {header.required && <span className="schema-required">always</span>}
        {header.isDeprecated && <Badge tone="warning">Deprecated</Badge>}
      </p>
      <SchemaWords schema={{ type }} place={place} about={about} />
      {example !== undefined && example !== '' && (
        <p className="schema-notes">
          For example <code>{example}</code>
        </p>
      )}
    </li>
  );
}

/** What can be asked next with what this answer says. */
function Links({ links, place }: { links: NonNullable<ResponseView['links']>; place: ReferencePlace }) {
  return (
    <div className="grid gap-2">
      <p className="schema-notes">What to do next</p>
      <ul className="schema-fields">
        {links.map(({ name, about, slug, operation, values }) => (
          <li key={name} className="schema-field">
            <p className="schema-head">
              <span className="schema-name">{name}</span>
              {slug === undefined ? (
                <code>{operation}</code>
              ) : (
                <Link href={operationHref(place, slug)} prefetch={false} className="link">
                  {operation}
                </Link>
              )}
            </p>
            <SchemaWords schema={{ type: '' }} place={place} about={about} />
            {values.map((value) => (
              <p key={value.name} className="schema-notes">
                <code>{value.name}</code> is <code>{value.value}</code>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
