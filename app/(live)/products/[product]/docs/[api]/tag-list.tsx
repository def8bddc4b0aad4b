import Link from 'next/link';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { DocumentOverview } from '@/core/api-docs/parsed-document';
import { tagHref } from './addresses';
import { tagName } from './tag-name';

/** The tags of a large document: too many operations to list at once. */
export function TagList({ place, tags }: { place: ReferencePlace; tags: DocumentOverview['tags'] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {tags.map(({ name, about, operations }) => (
        <li key={name} className="min-w-0">
          <Link href={tagHref(place, name)} prefetch={false} className="card card-link h-full px-5 py-4">
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{tagName(name)}</span>
              <span className="flex-none text-ink-muted text-sm">{operations}</span>
            </span>
            {about !== '' && <span className="mt-1 line-clamp-2 text-ink-muted text-sm">{firstLine(about)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A link holds no other links: of the Markdown only its words are shown. */
function firstLine(markdown: string): string {
  const [line = ''] = markdown.trim().split('\n');
  return line.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*>|[*_`#]/g, '');
}
