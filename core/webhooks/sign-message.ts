import { createHmac } from 'node:crypto';
import { bytesOfSecret } from './secret';

/**
 * The headers of a message, signed by the Standard Webhooks scheme: HMAC-SHA-256 over id, time and body, once with each
 * secret. The id stays the same however often one message is sent. `at` is told in whole seconds.
 */
export function signMessage(message: {
  id: string;
  at: Date;
  body: string;
  secrets: readonly string[];
}): Record<string, string> {
  const { id, at, body, secrets } = message;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const signature = createHmac('sha256', bytesOfSecret(secret)).update(`${id}.${timestamp}.${body}`);
    return `v1,${signature.digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
