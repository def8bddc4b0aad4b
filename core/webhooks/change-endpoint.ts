import { and, eq, sql } from 'drizzle-orm';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { SWITCHED_OFF } from './claim-delivery';
import { type EndpointRow, lockEndpoint } from './lock-endpoint';
import { addressForLog, type ParsedWebhook, parseEndpoint, type WebhookWish } from './parse-endpoint';

type Wanted = ParsedWebhook & { isActive: boolean };

/**
 * Changes a webhook; what still waits goes to the new address. Switched off it is told of nothing, and what waited is
 * given up (it can be sent again). Throws `invalid`, and `conflict` when it was changed since `version`.
 */
export async function changeWebhook(
  ctx: Context,
  input: WebhookWish & { webhookId: string; version: number; isActive: boolean },
): Promise<{ version: number }> {
  return mutate(ctx, async (unit) => {
    const before = await lockEndpoint(ctx, unit, input.webhookId);
    if (before.version !== input.version) {
      throw conflict('Somebody else changed this webhook meanwhile. Open the page again to see it as it is.');
    }
    const wanted: Wanted = { ...parseEndpoint(input), isActive: input.isActive };
    const version = before.version + 1;
    await unit.tx
      .update(webhookEndpoints)
      .set({ ...wanted, ...(!wanted.isActive && AT_REST), version, updatedAt: sql`now()` })
      .where(eq(webhookEndpoints.id, before.id));
    if (!wanted.isActive) await giveUpWaiting(unit, before.id);
    const detail = { name: before.name, changes: differences(before, wanted) };
    await unit.audit('webhook.changed', { kind: 'webhook', id: before.id }, detail);
    return { version };
  });
}

/** Switched on again it starts afresh. */
const AT_REST = { pausedAt: null, failingSince: null };

async function giveUpWaiting(unit: Unit, endpointId: string): Promise<void> {
  await unit.tx
    .update(webhookDeliveries)
    .set({ state: 'failed', nextAttemptAt: null, lastError: SWITCHED_OFF, updatedAt: sql`now()` })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'pending')));
}

function differences(before: EndpointRow, wanted: Wanted): Record<string, { from: unknown; to: unknown }> {
  const names = (Object.keys(wanted) as (keyof Wanted)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]),
  );
  const told = (of: Wanted, name: keyof Wanted) => (name === 'url' ? addressForLog(of.url) : of[name]);
  return Object.fromEntries(names.map((name) => [name, { from: told(before, name), to: told(wanted, name) }]));
}
