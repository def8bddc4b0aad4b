import type { KeptReason } from '@/components/asking/reason-field';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { OrganizationDetail, RequesterNow } from '@/core/organizations/get-organization';
import { DecisionForms } from '../decision-forms';
import { Person } from './panels';

/**
 * Who asks, what for, since when, and the decision itself; what stands against an approval is said before it is tried.
 */
export function DecisionCard({
  organization,
  mayDecide,
  reasons,
  now,
}: {
  organization: OrganizationDetail;
  mayDecide: boolean;
  reasons: readonly KeptReason[];
  now: Date;
}) {
  const { id, name, purpose, requester, createdAt } = organization;
  const obstacle = obstacleIn(requester);
  return (
    <Card title="Waits for a decision">
      <div className="grid gap-4">
        <Facts
          facts={[
            { label: 'Requested by', value: requester ? <Person requester={requester} /> : 'Somebody who has left' },
            { label: 'Waiting since', value: <Time value={createdAt} now={now} format="moment" /> },
            {
              label: 'What for',
              value: purpose ? (
                <span className="whitespace-pre-line [overflow-wrap:anywhere]">{purpose}</span>
              ) : (
                'Nothing was written.'
              ),
            },
          ]}
        />
        {obstacle && (
          <Alert tone="warning" title="Cannot be approved as it is">
            {obstacle}
          </Alert>
        )}
        {mayDecide && (
          <div className="grid gap-3 border-line border-t pt-4">
            {requester && !obstacle && <p className="text-ink-muted">{whatApprovalDoes(requester)}</p>}
            <DecisionForms id={id} name={name} reasons={reasons} />
          </div>
        )}
      </div>
    </Card>
  );
}

function whatApprovalDoes({ name, apps }: RequesterNow): string {
  const along = apps === 0 ? '' : apps === 1 ? ' and brings 1 app along' : ` and brings ${apps} apps along`;
  return `Approved, ${name} becomes its super admin${along}.`;
}

/** The same reasons for which the verb refuses. */
function obstacleIn(requester: RequesterNow | null): string | null {
  if (!requester || requester.isDeleted) return 'Whoever asked has no account any more. Reject the request.';
  const { name, status, isInDefault, organizationName } = requester;
  if (status !== 'active') return `${name} is not active. Activate the account first, or reject the request.`;
  if (!isInDefault) return `${name} belongs to ${organizationName} by now. Reject the request.`;
  return null;
}
