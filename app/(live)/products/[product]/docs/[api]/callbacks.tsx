import { Prose } from '@/components/ui/prose';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { CallbackView } from '@/core/api-docs/operation-content';
import { operationSlug } from '@/core/api-docs/operation-slug';
import { renderMarkdown } from '@/core/markdown/render';
import { MediaList } from './media-view';
import { MethodBadge } from './method-badge';

/** Calls that the API makes in answer to this one; each has a place that can be linked to. */
export function Callbacks({ callbacks, place }: { callbacks: readonly CallbackView[]; place: ReferencePlace }) {
  return (
    <section aria-labelledby="callbacks" className="grid gap-4">
      <h2 id="callbacks" className="section-title">
        Callbacks
      </h2>
      <p className="text-ink-muted">The API calls these addresses of yours in answer to this operation.</p>
      {callbacks.map((callback, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two callbacks may have one name, and their order never changes
        <Callback key={index} callback={callback} place={place} id={idOf(callback, index, callbacks)} />
      ))}
    </section>
  );
}

/** `#callback-onEvent`; a second one of the name says its number. */
function idOf({ name }: CallbackView, index: number, all: readonly CallbackView[]): string {
  const isFirst = all.findIndex((other) => other.name === name) === index;
  return `callback-${operationSlug(name)}${isFirst ? '' : `-${index + 1}`}`;
}

function Callback({ callback, place, id }: { callback: CallbackView; place: ReferencePlace; id: string }) {
  const { name, address, method, summary, content } = callback;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="card grid scroll-mt-24 gap-4 p-(--card-padding)">
      <h3 id={`${id}-title`} className="font-semibold [overflow-wrap:anywhere]">
        <a href={`#${id}`}>{summary || name}</a>
      </h3>
      <p className="operation-line">
        <MethodBadge method={method} />
        <code>{address}</code>
      </p>
      {content.about !== '' && (
        <Prose html={renderMarkdown(content.about, { headingLevel: 4 })} className="schema-about" />
      )}
      {content.body && <MediaList media={content.body.media} place={place} />}
      {content.responses.length > 0 && (
        <ul className="grid gap-2">
          {content.responses.map((response) => (
            <li key={response.status} className="flex gap-3">
              <code className="response-status" data-kind={response.status.slice(0, 1)}>
                {response.status}
              </code>
              <Prose html={renderMarkdown(response.about, { headingLevel: 4 })} className="schema-about" />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
