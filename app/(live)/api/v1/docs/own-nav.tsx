import Link from 'next/link';
import { operationHref, referenceHref } from '@/app/(live)/products/[product]/docs/[api]/addresses';
import { MethodBadge } from '@/app/(live)/products/[product]/docs/[api]/method-badge';
import type { OwnReference } from '@/server/rest/own-reference';

/** Every operation by its resource: few enough to stand there all the time. */
export function OwnNav({ reference, slug }: { reference: OwnReference; slug?: string }) {
  const { place, overview, operations } = reference;
  return (
    <nav aria-label="Reference" className="grid content-start gap-4">
      <Link
        href={referenceHref(place)}
        prefetch={false}
        aria-current={slug === undefined ? 'page' : undefined}
        className="side-link py-1"
      >
        Overview
      </Link>
      {overview.tags.map(({ name }) => (
        <section key={name} aria-label={name} className="grid gap-1">
          <p className="px-2.5 font-semibold text-ink-muted text-xs">{name}</p>
          <ul className="grid gap-px">
            {operations
              .filter(({ tag }) => tag === name)
              .map((operation) => (
                <li key={operation.slug}>
                  <Link
                    href={operationHref(place, operation.slug)}
                    prefetch={false}
                    aria-current={operation.slug === slug ? 'page' : undefined}
                    className="side-link items-baseline! gap-2! py-1 font-normal!"
                  >
                    <MethodBadge method={operation.method} className="method-small" />
                    <span className="min-w-0 [overflow-wrap:anywhere]">{operation.summary}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
