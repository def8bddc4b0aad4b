import Link from 'next/link';
import { AnswerList } from '@/components/asking/answer-list';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { RequestStatus } from '@/components/asking/request-status';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Facts } from '@/components/ui/facts';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time, timeAgo } from '@/components/ui/time';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import type { EarlierRequest } from '@/core/inbox/get-tools';
import { can } from '@/core/policy';
import { PersonLink } from '../person-link';
import { AssignForm } from './[id]/assign-form';
import { changesSince } from './[id]/changes-since';
import { approveAccessRequestAction, declineAccessRequestAction } from './actions';
import { DeclineForm } from './decline-form';
import { findOrNull } from './find-or-null';
import { PanelFrame, PanelPart, type PanelProps } from './panel-frame';

/** Everything to decide an access request by: who, what it opens, on which terms, the answers, and what was before. */
export async function RequestPanel({ ctx, id, closeHref, tools }: PanelProps) {
  const request = await findOrNull(getAccessRequest(ctx, { requestId: id }));
  if (!request) return null;
  const { organization } = request;
  const now = ctx.now();
  const waits = request.status === 'pending';
  const about = { productIds: request.products.map((product) => product.id) };
  return (
    <PanelFrame
      matter={{ kind: 'request', id }}
      title={`${request.app.name} asks for ${request.products.map(({ name }) => name).join(', ')}`}
      since={request.createdAt}
      now={now}
      lateAfterDays={tools.lateAfterDays}
      state={waits ? null : <RequestStatus status={request.status} />}
      closeHref={closeHref}
    >
      {waits && <Changed changes={changesSince(request)} />}
      {waits && <WhoActs request={request} now={now} />}
      {waits && can(ctx.actor, 'accessRequest.decide', about) && (
        <div className="grid gap-4">
          <ActionForm action={approveAccessRequestAction} hidden={versionOf(request)}>
            <div>
              <SubmitButton>Approve</SubmitButton>
            </div>
          </ActionForm>
          <DeclineForm action={declineAccessRequestAction} hidden={versionOf(request)} reasons={tools.reasons} />
        </div>
      )}
      {waits && can(ctx.actor, 'accessRequest.assign', about) && (
        <div className="border-line border-t pt-4">
          <AssignForm
            requestId={id}
            assigneeId={request.assignee?.id ?? null}
            me={ctx.actor.userId}
            holders={tools.holders}
          />
        </div>
      )}
      <PanelPart title="Who asks, and for what">
        <Facts facts={factsOf(request)} />
      </PanelPart>
      {request.answers.length > 0 && (
        <PanelPart title="What was answered">
          <AnswerList answers={request.answers} />
        </PanelPart>
      )}
      <PanelPart title={organization.isDefault ? 'Asked for before' : `Asked for before by ${organization.name}`}>
        <Earlier requests={tools.earlier} now={now} />
      </PanelPart>
    </PanelFrame>
  );
}

/** Somebody else has to act first, or was told to: one may decide all the same. */
function WhoActs({ request, now }: { request: Asked; now: Date }) {
  const { informationAskedAt, decider, thirdPartyUntil, nudgedAt, ruleName } = request;
  return (
    <ul className="grid gap-1 text-ink-muted text-sm empty:hidden">
      {informationAskedAt && <li>Waits for an answer of the developer, asked {timeAgo(informationAskedAt, now)}.</li>}
      {decider === 'third_party' && (
        <li>
          Another system decides{thirdPartyUntil && <>; if it does not, admins do {timeAgo(thirdPartyUntil, now)}</>}.
        </li>
      )}
      {nudgedAt && <li>The developer asked about it {timeAgo(nudgedAt, now)}.</li>}
      {ruleName && <li>Sent here by the rule {ruleName}.</li>}
    </ul>
  );
}

function versionOf({ id, version }: Asked): Record<string, string> {
  return { requestId: id, version: String(version) };
}

function Changed({ changes }: { changes: readonly string[] }) {
  if (changes.length === 0) return null;
  return (
    <Alert tone="warning" title="Changed since it was asked for">
      <ul className="list-disc pl-5">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Alert>
  );
}

function factsOf({ requester, organization, app, products, terms, catalogName, delivery, changes }: Asked) {
  const apis = products.flatMap((product) => product.apis);
  return [
    {
      label: 'Developer',
      value: <PersonLink person={requester} gone="Somebody who has left" />,
    },
    { label: 'Company', value: organization.isDefault ? 'None: on their own' : organization.name },
    {
      label: 'App',
      value: (
        <Link href={`/admin/apps/${app.id}`} className="link">
          {app.name}
        </Link>
      ),
    },
    changes !== null && {
      label: 'Has now',
      value: `${changes.products.join(', ')}, ${changes.terms.displayName}`,
    },
    {
      label: changes ? 'Key would open' : 'Key opens',
      value: apis.length > 0 ? apis.map(({ name }) => name).join(', ') : products.map(({ name }) => name).join(', '),
    },
    { label: 'Plan', value: catalogName ? `${terms.displayName}, of ${catalogName}` : terms.displayName },
    { label: 'Rate', value: rateWords(terms) },
    { label: 'Quota', value: quotaWords(terms) },
    { label: 'Lifetime', value: lifetimeWords(terms) },
    { label: 'Delivery', value: delivery === 'plain' ? 'The key by mail' : 'A confirmation link' },
  ];
}

function Earlier({ requests, now }: { requests: readonly EarlierRequest[]; now: Date }) {
  if (requests.length === 0) return <p className="text-ink-muted text-sm">Nothing.</p>;
  return (
    <ul className="grid gap-2 text-sm">
      {requests.map((request) => (
        <li key={request.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
          <Link href={`/admin/requests/${request.id}`} className="link min-w-0">
            {request.appName}: {request.productNames}
          </Link>
          <span className="flex items-baseline gap-2 text-ink-muted text-xs">
            <RequestStatus status={request.status} />
            <Time value={request.createdAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}
