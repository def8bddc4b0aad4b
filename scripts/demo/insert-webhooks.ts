import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Context } from '@/core/context';
import { mutate } from '@/core/mutate';
import { messageOf } from '@/core/webhooks/message';
import { drawSecret, webhookSeal } from '@/core/webhooks/secret';
import { newId } from '@/db/ids';
import { auditEvents, webhookAttempts, webhookDeliveries, webhookEndpoints } from '@/db/schema';
import { type Cast, daysBefore } from './cast';

const CRM = {
  name: 'CRM',
  url: 'https://crm.example/portal-events',
  events: ['access_request.submitted', 'access_request.approved', 'access_request.declined', 'user.registered'],
  reachesPrivate: false,
};
const MADE_DAYS_AGO = 24;
const TOLD_MAX = 12;
/** Spread over the weeks: the audit log tells when the demo was loaded. */
const FIRST_DAYS_AGO = 0.9;
const DAYS_BETWEEN = 1.9;
/** In milliseconds: how long a receiver takes on a usual day, and when nothing answers. */
const USUAL_MS = 140;
const SILENCE_MS = 15_000;
const SILENCE = 'It did not answer within 15 seconds.';

/**
 * One webhook as it stands after some weeks: it was told of what the demo's people did, missed a little while its
 * receiver was down, and is switched off now, because behind its address there is nobody.
 */
export async function insertWebhooks(ctx: Context, cast: Cast): Promise<void> {
  const webhookId = newId();
  await mutate(ctx, async (unit) => {
    await unit.tx.insert(webhookEndpoints).values({
      ...CRM,
      id: webhookId,
      secretSealed: ctx.secrets.seal(drawSecret(), webhookSeal(webhookId)),
      isActive: false,
      createdBy: cast.admin('marta').userId,
      createdAt: daysBefore(ctx.now(), MADE_DAYS_AGO),
    });
    await unit.audit('webhook.created', { kind: 'webhook', id: webhookId }, CRM);
  });
  const events = await ctx.db
    .select()
    .from(auditEvents)
    .where(and(inArray(auditEvents.event, CRM.events), eq(auditEvents.subjectKind, 'access_request')))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(TOLD_MAX);
  for (const [index, event] of events.entries()) {
    const at = daysBefore(ctx.now(), FIRST_DAYS_AGO + index * DAYS_BETWEEN);
    await insertDelivery(ctx, webhookId, { ...event, at }, index < 2);
  }
}

type Event = typeof auditEvents.$inferSelect;

async function insertDelivery(ctx: Context, endpointId: string, event: Event, wasMissed: boolean): Promise<void> {
  const { id: auditEventId, at, subjectKind, subjectId, organizationId, detail } = event;
  const deliveryId = newId();
  const body = messageOf(
    {
      event: event.event,
      eventId: auditEventId,
      at,
      subject: { kind: subjectKind, id: subjectId, organizationId },
      actor: { kind: event.actorKind, id: event.actorId, name: event.actorLabel },
      detail: detail as Record<string, unknown>,
    },
    ctx.portalUrl,
  );
  await ctx.db.insert(webhookDeliveries).values({
    id: deliveryId,
    endpointId,
    auditEventId,
    event: event.event,
    body,
    createdAt: at,
    updatedAt: at,
    attempts: 1,
    ...(wasMissed
      ? { state: 'failed' as const, lastError: SILENCE }
      : { state: 'delivered' as const, responseStatus: 204, deliveredAt: at }),
  });
  await ctx.db
    .insert(webhookAttempts)
    .values(
      wasMissed
        ? { deliveryId, at, ms: SILENCE_MS, error: SILENCE }
        : { deliveryId, at, ms: USUAL_MS, status: 204, error: null },
    );
}
