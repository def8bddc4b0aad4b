import Link from 'next/link';
import { USAGE_SPANS } from '@/core/usage/usage-range';
import { SPAN_WORDS, type UsageQuery, usageHref } from './usage-query';

/** Which time the figures are of, and the way to another one. */
export function UsageTimes({ path, query }: { path: string; query: UsageQuery }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <nav aria-label="Time" className="segments">
        {USAGE_SPANS.map((span) => (
          <Link
            key={span}
            href={usageHref(path, query, { span, by: undefined })}
            aria-current={query.span === span ? 'true' : undefined}
          >
            {SPAN_WORDS[span]}
          </Link>
        ))}
      </nav>
      {query.span === '7d' && (
        <nav aria-label="Figures for each" className="segments">
          <Link
            href={usageHref(path, query, { by: undefined })}
            aria-current={query.by === 'hour' ? undefined : 'true'}
          >
            By day
          </Link>
          <Link href={usageHref(path, query, { by: 'hour' })} aria-current={query.by === 'hour' ? 'true' : undefined}>
            By hour
          </Link>
        </nav>
      )}
    </div>
  );
}
