import Link from 'next/link';
import { AnswerList } from '@/components/asking/answer-list';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import type { ChangedTerms } from '@/core/access-requests/changed-terms';
import type { Asked } from '@/core/access-requests/get-request';

/** What was asked for, with which answers; of a change also what the key had before. */
export function Wish({ request }: { request: Asked }) {
  const { app, terms, products, answers } = request;
  return (
    <div className="grid gap-6">
      <Card title="What was asked for">
        <Facts
          facts={[
            {
              label: 'App',
              value: (
                <Link href={`/apps/${app.id}`} className="link">
                  {app.name}
                </Link>
              ),
            },
            request.changes === null && {
              label: products.length === 1 ? 'Product' : 'Products',
              value: (
                <ul className="grid gap-2">
                  {products.map(({ id, slug, name }) => (
                    <li key={id}>
                      <Link href={`/products/${slug}`} className="link">
                        {name}
                      </Link>
                    </li>
                  ))}
                </ul>
              ),
            },
            request.catalogName !== null && { label: 'Catalog', value: request.catalogName },
            ...(request.changes ? changeFacts(request, request.changes) : planFacts(terms)),
          ]}
        />
      </Card>
      {answers.length > 0 && (
        <Card title="What was answered">
          <AnswerList answers={answers} />
        </Card>
      )}
    </div>
  );
}

function planFacts(terms: Asked['terms']) {
  return [
    { label: 'Plan', value: terms.displayName },
    { label: 'Rate', value: rateWords(terms) },
    { label: 'Quota', value: quotaWords(terms) },
    { label: 'Lifetime', value: lifetimeWords(terms) },
  ];
}

/** Beside what is asked for, what the key has until then. */
function changeFacts({ terms, products, app }: Asked, { terms: before, products: had, key }: ChangedTerms) {
  return [
    key !== null && {
      label: 'Key',
      value: (
        <Link href={`/apps/${app.id}/keys/${key.id}`} className="link">
          {key.lastFour ? `${key.name}, ends in ${key.lastFour}` : key.name}
        </Link>
      ),
    },
    compared('Products', had.join(', '), products.map(({ name }) => name).join(', ')),
    compared('Plan', before.displayName, terms.displayName),
    compared('Rate', rateWords(before), rateWords(terms)),
    compared('Quota', quotaWords(before), quotaWords(terms)),
    compared('Lifetime', lifetimeWords(before), lifetimeWords(terms)),
  ];
}

function compared(label: string, before: string, after: string) {
  if (before === after) return { label, value: after };
  return {
    label,
    value: (
      <>
        {after} <span className="block text-ink-muted">instead of {before}</span>
      </>
    ),
  };
}
