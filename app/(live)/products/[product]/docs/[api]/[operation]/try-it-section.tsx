import { Zap } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import type { OperationView } from '@/core/api-docs/get-operation';
import { WEBHOOK } from '@/core/api-docs/methods';
import { sampleCurl } from '@/core/api-docs/samples/sample-curl';
import { sampleRequest } from '@/core/api-docs/samples/sample-request';
import type { Context } from '@/core/context';
import { can } from '@/core/policy';
import { operationHref } from '../addresses';
import { TryIt } from './try-it';

/** *Try it*, for whoever may send calls; others learn how they could. The form itself is loaded when it is opened. */
export function TryItSection({ ctx, operation }: { ctx: Context; operation: OperationView }) {
  const { place, slug, method, path, content } = operation;
  const { baseUrl, needsKey } = place;
  if (method === WEBHOOK || method === 'trace' || baseUrl === null || !/^https?:/i.test(baseUrl)) return null;
  const href = operationHref(place, slug);
  if (can(ctx.actor, 'tryIt.send')) {
    const curl = sampleCurl(sampleRequest({ baseUrl, method, path, content, needsKey, schemes: operation.security }));
    return (
      <TryIt href={`${href}/try`} product={place.productSlug} api={place.apiSlug} about={aboutOf(needsKey)}>
        <noscript>
          <style>{'.try-it-bar { display: none }'}</style>
          <CodeBlock code={curl} title="Call it from your terminal" label="Call with curl" />
        </noscript>
      </TryIt>
    );
  }
  if (ctx.actor.kind !== 'anonymous') return null;
  return (
    <aside aria-label="Try it" className="try-it-bar">
      <p className="flex items-center gap-2 text-ink-muted">
        <Zap aria-hidden="true" className="size-4 shrink-0 text-accent-text" />
        {aboutOf(needsKey)}
      </p>
      <ButtonLink href={`/auth/login?next=${encodeURIComponent(href)}`} prefetch={false}>
        Log in to try it
      </ButtonLink>
    </aside>
  );
}

function aboutOf(needsKey: boolean): string {
  return needsKey ? 'Send this call from here, with your own key.' : 'Send this call from here.';
}
