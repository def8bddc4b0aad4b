import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';

const SAMPLE = `import { Webhook } from 'standardwebhooks';

// The secret as it was shown, and the body as it came, before any JSON.parse.
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, {
  'webhook-id': request.headers['webhook-id'],
  'webhook-timestamp': request.headers['webhook-timestamp'],
  'webhook-signature': request.headers['webhook-signature'],
});`;

/** How a receiver knows that a message is from this portal. */
export function VerifyCard() {
  return (
    <Card
      title="Check the signature"
      description="Anybody can call an address. Take only what this portal signed, and nothing that is older than five minutes."
    >
      <div className="grid gap-3 text-sm">
        <p>
          Messages follow{' '}
          <a href="https://www.standardwebhooks.com" className="link" rel="noreferrer">
            Standard Webhooks
          </a>
          , for which there are libraries in most languages. In JavaScript:
        </p>
        <CodeBlock title="npm install standardwebhooks" label="Check the signature" code={SAMPLE} />
        <p>
          Without a library: <code>webhook-signature</code> is <code>v1,</code> and the base64 of HMAC-SHA-256 over{' '}
          <code>webhook-id.webhook-timestamp.body</code>; the key is what stands behind <code>whsec_</code>, decoded
          from base64. While a secret is renewed there are two signatures with a space between them: one of them has to
          be right.
        </p>
        <p>
          Answer with a 2xx status within 15 seconds. The same <code>webhook-id</code> may come twice: do once what it
          asks for.
        </p>
      </div>
    </Card>
  );
}
