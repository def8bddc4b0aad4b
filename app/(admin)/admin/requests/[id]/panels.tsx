import Link from 'next/link';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { Asked, AskedProduct } from '@/core/access-requests/get-request';
import type { RequestLine } from '@/core/access-requests/request-line';
import type { HistoryEntry } from '@/core/audit/list-history';
import type { AuditSubjectKind } from '@/core/audit/subject-kinds';
import { eventWords } from '../../event-words';
import { PersonLink } from '../../person-link';
import { RequestList } from '../../request-list';
import { TimelineLink } from '../../timeline-link';

/** Who asks, for which company and which app. */
export function Who({ request: { requester, organization, app } }: { request: Asked }) {
  return (
    <Card title="Who asks">
      <Facts
        facts={[
          {
            label: 'Developer',
            value: <PersonLink person={requester} gone="Somebody who has left" />,
          },
          {
            label: 'Organization',
            value: organization.isDefault ? 'None: a developer on their own' : organization.name,
          },
          organization.status !== 'active' && { label: 'Its state', value: organization.status },
          {
            label: 'App',
            value: (
              <Link href={`/admin/apps/${app.id}`} className="link">
                {app.name}
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What the key will open, and how much of it. */
export function WhatItOpens({ request: { products, terms, catalogName, delivery, changes } }: { request: Asked }) {
  return (
    <Card title="What the key opens">
      <div className="grid gap-4">
        <ul className="grid gap-2">
          {products.map((product) => (
            <Opened key={product.id} product={product} />
          ))}
        </ul>
        <Facts
          facts={[
            { label: 'Plan', value: terms.displayName },
            { label: 'Rate', value: rateWords(terms) },
            { label: 'Quota', value: quotaWords(terms) },
            { label: 'Lifetime', value: lifetimeWords(terms) },
            catalogName !== null && { label: 'Catalog', value: catalogName },
            changes === null && {
              label: 'Delivery',
              value: delivery === 'plain' ? 'The key by mail' : 'A confirmation link by mail',
            },
          ]}
        />
      </div>
    </Card>
  );
}

function Opened({ product }: { product: AskedProduct }) {
  return (
    <li>
      <Link href={`/products/${product.slug}`} className="link font-medium">
        {product.name}
      </Link>
      <ul className="text-ink-muted text-sm">
        {product.apis.map((api) => (
          <li key={`${api.name} ${api.listenPath}`} className="break-all">
            {api.name} {api.listenPath && <code className="text-xs">{api.listenPath}</code>}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What the same company, or the same person without one, asked for before. */
export function EarlierRequests({
  requests,
  organization,
  now,
}: {
  requests: readonly RequestLine[];
  organization: Asked['organization'];
  now: Date;
}) {
  const whose = organization.isDefault ? 'of this developer' : `of ${organization.name}`;
  return (
    <Card title={`Other requests ${whose}`}>
      {requests.length === 0 ? (
        <p className="text-ink-muted">None.</p>
      ) : (
        <RequestList
          requests={requests.map((request) => ({
            ...request,
            title: request.appName,
            about: `${request.productNames}, ${request.planName}`,
          }))}
          now={now}
        />
      )}
    </Card>
  );
}

/** Everything that happened to it, from the audit log. */
export function History({
  entries,
  of,
  now,
}: {
  entries: readonly HistoryEntry[];
  /** What the audit log knows more of. */
  of: { kind: AuditSubjectKind; id: string };
  now: Date;
}) {
  return (
    <Card title="History" actions={<TimelineLink {...of} />}>
      <Timeline
        label="History"
        entries={entries.map(({ id, event, actor, at, detail }) => ({
          id,
          title: eventWords(event),
          time: <Time value={at} now={now} />,
          children: (
            <>
              {actor}
              {wordsOf(event, detail)}
            </>
          ),
        }))}
      />
    </Card>
  );
}

/** What was said with it, whichever of the details it is. */
function wordsOf(event: string, detail: HistoryEntry['detail']): string {
  const said = [
    detail.reason,
    detail.question,
    detail.message,
    detail.rule,
    event === 'access_request.assigned' && detail.to,
  ].find((one) => typeof one === 'string' && one !== '');
  return said === undefined ? '' : `: ${said}`;
}
