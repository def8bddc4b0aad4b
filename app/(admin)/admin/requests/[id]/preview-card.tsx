import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Facts } from '@/components/ui/facts';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { DecisionPreview, PreviewedPolicy } from '@/core/access-requests/get-decision-preview';
import type { Asked } from '@/core/access-requests/get-request';
import type { Difference } from '@/core/access-requests/wish-differences';
import { MailPreview } from '../../emails/[message]/mail-preview';

/** What an approval leads to: the key as the gateway will get it, and the mail. */
export function PreviewCard({ preview, request }: { preview: DecisionPreview; request: Asked }) {
  const { policies, lifetimeDays, apiIds, gatewayName } = preview;
  return (
    <Card title="If you approve" description={whenSent(preview, request.delivery)}>
      <div className="grid gap-5">
        <Problems policies={policies} gatewayName={gatewayName} />
        {preview.differences && (
          <DifferenceTable differences={[...differencesInWords(request), ...preview.differences]} />
        )}
        <PolicyTable policies={policies} />
        <Facts
          facts={[
            { label: 'Lifetime', value: lifetimeWords({ keyLifetimeDays: lifetimeDays }) },
            {
              label: 'Opens',
              value:
                apiIds.length > 0 ? <code className="break-all text-xs">{apiIds.join(', ')}</code> : 'Not known here',
            },
          ]}
        />
        <details>
          <summary className="cursor-pointer font-medium text-sm">The call to the gateway</summary>
          <div className="mt-3 grid gap-2">
            <CodeBlock
              label="The call to the gateway"
              title={`${preview.call.method} ${preview.call.path}`}
              code={JSON.stringify(preview.call.body, null, 2)}
            />
            <p className="text-ink-muted text-sm">{placeholders(preview)}</p>
          </div>
        </details>
        <Mail preview={preview} />
      </div>
    </Card>
  );
}

function whenSent({ key, gatewayName }: DecisionPreview, delivery: 'secure' | 'plain'): string {
  if (key !== 'new') return `The same key at ${gatewayName} gets new terms; what was used of its quota stays used.`;
  return delivery === 'plain'
    ? `${gatewayName} is asked at once for this key.`
    : `${gatewayName} is asked for this key when the developer generates it, not before.`;
}

/** What stands in the call that is not known yet. */
function placeholders({ key, lifetimeDays }: DecisionPreview): string {
  const expiry = lifetimeDays === null ? '' : ' The expiry counts from the moment of the call; here it is from now.';
  if (key !== 'new') return `The key’s own name stands in the address.${expiry}`;
  return `The portal draws the key’s id, and the credential_id that is zeros here, when the time has come.${expiry}`;
}

function Problems({ policies, gatewayName }: { policies: readonly PreviewedPolicy[]; gatewayName: string }) {
  const missing = policies.filter(({ isMissing }) => isMissing).map(({ policyId }) => policyId);
  if (missing.length === 0) return null;
  return (
    <Alert tone="warning" title="The gateway will refuse this key">
      {gatewayName} did not have {missing.join(', ')} when it was last read.
    </Alert>
  );
}

function PolicyTable({ policies }: { policies: readonly PreviewedPolicy[] }) {
  return (
    <Table label="Policies of the key">
      <THead>
        <TH>Policy</TH>
        <TH>Does</TH>
      </THead>
      <TBody>
        {policies.map((policy) => (
          <TRow key={policy.policyId}>
            <TCell rowHeader>
              {policy.name ?? policy.policyId}
              {policy.name !== null && policy.name !== policy.policyId && (
                <code className="block break-all text-ink-muted text-xs">{policy.policyId}</code>
              )}
            </TCell>
            <TCell>
              {policyWords(policy)} {policy.isMissing && <Badge tone="warning">Gone</Badge>}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function policyWords(policy: PreviewedPolicy): string {
  if (policy.name === null) return 'The portal has not read this policy from the gateway.';
  const quota = policy.quotaMax === null || policy.quotaMax < 0 ? null : policy.quotaMax;
  const words = [
    policy.grantsAccess && 'Opens its APIs',
    policy.limitsRate && rateWords({ rateRequests: policy.rate, ratePerSeconds: policy.per }),
    policy.limitsQuota && quotaWords({ quotaRequests: quota, quotaPeriodSeconds: policy.quotaSeconds }),
  ];
  return words.filter((word) => word !== false).join(' · ') || 'Nothing by itself';
}

/** What changes for whoever calls, before what changes at the gateway because of it. */
function differencesInWords({ changes, terms, products }: Asked): Difference[] {
  if (!changes) return [];
  const { terms: before, products: had } = changes;
  return [
    { what: 'Plan', from: before.displayName, to: terms.displayName },
    { what: 'Products', from: had.join(', '), to: products.map(({ name }) => name).join(', ') },
    { what: 'Rate', from: rateWords(before), to: rateWords(terms) },
    { what: 'Quota', from: quotaWords(before), to: quotaWords(terms) },
  ].filter(({ from, to }) => from !== to);
}

function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p className="text-ink-muted">Nothing changes.</p>;
  return (
    <Table label="What changes">
      <THead>
        <TH>What changes</TH>
        <TH>Now</TH>
        <TH>Then</TH>
      </THead>
      <TBody>
        {differences.map(({ what, from, to }) => (
          <TRow key={what}>
            <TCell rowHeader>{what}</TCell>
            <TCell>
              <span className="[overflow-wrap:anywhere]">{from || 'Nothing'}</span>
            </TCell>
            <TCell>
              <span className="[overflow-wrap:anywhere]">{to || 'Nothing'}</span>
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Mail({ preview: { mail } }: { preview: DecisionPreview }) {
  if (!mail.message) return <p className="text-ink-muted text-sm">{mail.note}</p>;
  return (
    <details>
      <summary className="cursor-pointer break-words font-medium text-sm">The mail to {mail.to}</summary>
      <div className="mt-3 grid gap-3">
        {mail.note && <p className="text-ink-muted text-sm">{mail.note}</p>}
        <MailPreview preview={{ message: mail.message }} />
      </div>
    </details>
  );
}
