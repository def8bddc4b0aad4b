import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Facts } from '@/components/ui/facts';
import type { Delivery } from '@/core/webhooks/get-delivery';

/** The message as it goes over the wire. The signature is made anew for each attempt, and kept nowhere. */
export function SentCard({ url, delivery }: { url: string; delivery: Delivery }) {
  const [last] = delivery.tries;
  return (
    <Card title="Message" description="The same id and the same body with every attempt.">
      <div className="grid gap-4">
        <Facts
          facts={[
            { label: 'POST', value: <code className="break-all">{url}</code> },
            { label: 'content-type', value: <code>application/json</code> },
            { label: 'webhook-id', value: <code className="break-all">{delivery.messageId}</code> },
            {
              label: 'webhook-timestamp',
              value: last ? <code>{Math.floor(last.at.getTime() / 1000)}</code> : 'The time of the attempt, in seconds',
            },
            { label: 'webhook-signature', value: 'Made anew for each attempt, from the id, the time and the body' },
          ]}
        />
        <CodeBlock title="Body" label="Body" copyLabel="Copy body" code={delivery.body}>
          {indented(delivery.body)}
        </CodeBlock>
      </div>
    </Card>
  );
}

/** As it is read most easily; what is copied is what is signed, without line breaks. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
