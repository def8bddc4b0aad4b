import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { ProductForAdmin } from '@/core/products/get-product-for-admin';
import type { PublishCheck } from '@/core/products/publish-checks';

const WHERE: Record<PublishCheck['name'], string | null> = {
  summary: null,
  catalog: 'catalogs',
  apis: 'apis',
  policy: 'access',
};

/** Where the product stands: what it still needs to be published, or who uses it. */
export function LifecycleCard({
  product,
  checks,
  now,
}: {
  product: ProductForAdmin;
  checks: readonly PublishCheck[];
  now: Date;
}) {
  const isHidden = product.state === 'draft' || product.state === 'retired';
  return (
    <Card title="State">
      <div className="grid gap-4">
        {isHidden && <Checklist slug={product.slug} checks={checks} />}
        <Facts
          facts={[
            product.publishedAt && { label: 'Published', value: <Time value={product.publishedAt} now={now} /> },
            product.sunsetOn !== null && {
              label: 'Last day',
              value: <Time value={product.sunsetOn} now={now} format="day" />,
            },
            {
              label: 'Requests waiting',
              value:
                product.requestsWaiting > 0 ? (
                  <Link href={`/admin/requests?q=${encodeURIComponent(product.name)}`} className="link">
                    {product.requestsWaiting}
                  </Link>
                ) : (
                  '0'
                ),
            },
            { label: 'Live keys', value: String(product.keysLive) },
            { label: 'Changed', value: <Time value={product.updatedAt} now={now} /> },
          ]}
        />
      </div>
    </Card>
  );
}

function Checklist({ slug, checks }: { slug: string; checks: readonly PublishCheck[] }) {
  return (
    <ul aria-label="Needed to publish" className="grid gap-2 text-sm">
      {checks.map((check) => (
        <li key={check.name} className="flex items-start gap-2">
          {check.isMet ? (
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 flex-none text-success" />
          ) : (
            <CircleDashed aria-hidden="true" className="mt-0.5 size-4 flex-none text-warning" />
          )}
          <span>
            {check.isMet ? check.met : check.missing}{' '}
            {!check.isMet && WHERE[check.name] !== null && (
              <Link href={`/admin/products/${slug}/${WHERE[check.name]}`} className="link">
                Go there
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
