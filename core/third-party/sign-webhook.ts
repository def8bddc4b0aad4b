import { createHmac } from 'node:crypto';
import { bytesOfSecret } from './secret';

/**
 * The headers of a webhook, signed by the Standard Webhooks scheme: HMAC-SHA-256 over id, time and body. The id stays
 * the same however often one message is sent. `at` is told in whole seconds.
 */
export function signWebhook(message: { id: string; at: Date; body: string; secret: string }): Record<string, string> {
  const { id, at, body, secret } = message;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', bytesOfSecret(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
