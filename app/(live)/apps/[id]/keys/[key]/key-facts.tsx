import Link from 'next/link';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { KeyDetail } from '@/core/credentials/get-key';

/** What is known of a key itself: whose it is, since when, until when, and when it was used. */
export function KeyFacts({ detail, now }: { detail: KeyDetail; now: Date }) {
  const { key } = detail;
  const { lastFour, activeAt, claimedByName, expiresAt, endsAt, revokedAt, lastUsedAt, status } = key;
  const isReplaced = status === 'active' && endsAt !== null;
  return (
    <Facts
      facts={[
        lastFour !== '' && { label: 'Key', value: <code>…{lastFour}</code> },
        {
          label: 'App',
          value: (
            <Link href={`/apps/${key.app.id}`} className="link">
              {key.app.name}
            </Link>
          ),
        },
        detail.requestedByName !== null && { label: 'Requested by', value: detail.requestedByName },
        activeAt && { label: 'Made', value: <Time value={activeAt} now={now} format="moment" /> },
        claimedByName !== null && { label: 'Made by', value: claimedByName },
        isReplaced && { label: 'Stops working', value: <Time value={endsAt} now={now} format="moment" /> },
        status === 'active' && {
          label: 'Expires',
          value: expiresAt ? <Time value={expiresAt} now={now} format="moment" /> : 'Never',
        },
        lastUsedAt && { label: 'Last used', value: <Time value={lastUsedAt} now={now} /> },
        revokedAt && { label: 'Ended', value: <Time value={revokedAt} now={now} format="moment" /> },
        {
          label: 'Request',
          value: (
            <Link href={`/requests/${key.accessRequestId}`} className="link">
              Open the request
            </Link>
          ),
        },
      ]}
    />
  );
}

/** Plan, products and where they are called. */
export function KeyAddresses({ detail }: { detail: KeyDetail }) {
  const { key, terms, productNames } = detail;
  return (
    <Facts
      facts={[
        { label: 'Plan', value: key.planName },
        { label: 'Rate', value: rateWords(terms) },
        { label: 'Quota', value: quotaWords(terms) },
        { label: 'Lifetime', value: lifetimeWords(terms) },
        { label: productNames.length === 1 ? 'Product' : 'Products', value: productNames.join(', ') },
        ...key.apis.map(({ id, name, url }) => ({
          label: `Base URL of ${name}`,
          value: (
            <code key={id} className="break-all">
              {url}
            </code>
          ),
        })),
      ]}
    />
  );
}
