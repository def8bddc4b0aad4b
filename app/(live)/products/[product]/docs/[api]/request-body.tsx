import { Prose } from '@/components/ui/prose';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { BodyView } from '@/core/api-docs/operation-content';
import { renderMarkdown } from '@/core/markdown/render';
import { MediaList } from './media-view';

/** What a call carries beside its address and headers. */
export function RequestBody({ body, place, title }: { body: BodyView; place: ReferencePlace; title: string }) {
  return (
    <section aria-labelledby="body" className="grid gap-4">
      <h2 id="body" className="section-title">
        {title}
        {!body.required && title === 'Body' && (
          <span className="ml-2 font-normal text-base text-ink-muted">optional</span>
        )}
      </h2>
      {body.about !== '' && <Prose html={renderMarkdown(body.about, { headingLevel: 3 })} className="schema-about" />}
      <MediaList media={body.media} place={place} />
    </section>
  );
}
