import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { GatewayDetail } from '@/core/gateways/get-gateway';
import { ReconcileForm } from './gateway-forms';

type Drift = NonNullable<GatewayDetail['drift']>;

/** Whether the gateway's keys are those that were approved, and the way to put them right. */
export function DriftCard({ gateway, now }: { gateway: GatewayDetail; now: Date }) {
  const { drift } = gateway;
  return (
    <Card
      title="Keys at the gateway"
      description="Compared with what was approved and repaired every 5 minutes. Keys of others are never touched."
    >
      <div className="grid gap-4">
        {gateway.isComparing && (
          <>
            <RefreshWhileMoving seconds={2} />
            <p role="status" className="text-ink-muted">
              A comparison is under way.
            </p>
          </>
        )}
        {drift ? <Found drift={drift} now={now} /> : <p className="text-ink-muted">Not compared yet.</p>}
        {gateway.mayChange && <ReconcileForm gatewayId={gateway.id} />}
      </div>
    </Card>
  );
}

function differs({ report }: Drift): number {
  return report.missing + report.drifted + report.zombies + report.orphans;
}

function Found({ drift, now }: { drift: Drift; now: Date }) {
  const { report } = drift;
  if (report.state !== 'checked') {
    const why = report.state === 'silent' ? 'did not answer' : 'refused the secret';
    return (
      <Alert tone="warning">
        The gateway {why} <Time value={drift.at} now={now} />, so nothing is known of its keys and nothing was done.
      </Alert>
    );
  }
  const count = differs(drift);
  return (
    <>
      {report.stopped && <Alert tone="danger">{report.stopped}</Alert>}
      <p>
        {count === 0
          ? 'All keys are as they were approved.'
          : `${count} ${count === 1 ? 'key differs' : 'keys differ'}.`}{' '}
        <span className="text-ink-muted">
          Looked <Time value={drift.at} now={now} />.
        </span>
      </p>
      <Facts
        facts={[
          { label: 'Compared', value: report.checked },
          report.missing > 0 && { label: 'Lost at the gateway', value: report.missing },
          report.drifted > 0 && { label: 'Changed at the gateway', value: report.drifted },
          report.zombies > 0 && { label: 'Ended, but alive there', value: report.zombies },
          report.orphans > 0 && { label: 'With the portal’s mark, but unknown', value: report.orphans },
          report.repaired > 0 && { label: 'Repaired', value: report.repaired },
          report.quarantined > 0 && { label: 'Put into quarantine', value: report.quarantined },
          report.deleted > 0 && { label: 'Deleted', value: report.deleted },
          {
            label: 'The gateway’s own list',
            value: report.listing === 'compared' ? 'Compared as well' : 'Not compared: listing is off',
          },
        ]}
      />
    </>
  );
}
