import { z } from '@hono/zod-openapi';
import { getAuditEvent } from '@/core/audit/get-event';
import { listAuditEvents } from '@/core/audit/list-events';
import type { AuditLine } from '@/core/audit/read-events';
import { auditSubjectKinds } from '@/core/audit/subject-kinds';
import { auditEventNames } from '@/core/audit-events';
import { id, instant, iso } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';

const line = z
  .object({
    id,
    at: instant,
    event: z.string().openapi({ description: 'As `access_request.approved`.', example: 'access_request.approved' }),
    actor: z.object({
      kind: z.string().openapi({ description: '`developer`, `admin`, `token`, `system` or `anonymous`.' }),
      id: id.nullable(),
      name: z.string().openapi({ description: 'As it was then.' }),
    }),
    subject: z.object({
      kind: z.string(),
      id: id.nullable(),
      name: z.string().nullable().openapi({ description: 'As it is now; null where it is gone or has none.' }),
    }),
    organization: z.object({ id, name: z.string().nullable() }).nullable(),
    detail: z.record(z.string(), z.unknown()).openapi({ description: 'What changed from what to what, and why.' }),
    ip: z.string(),
    requestId: z.string(),
  })
  .openapi('AuditEventLine');

const event = line
  .extend({
    seal: z
      .object({ position: z.number().int(), hash: z.string() })
      .nullable()
      .openapi({ description: 'Its place in the chain over the log; null for about a minute, until it is sealed.' }),
  })
  .openapi('AuditEvent');

const words = (description: string) => z.string().max(200).optional().openapi({ description });
const kinds = [...new Set(auditEventNames.map((name) => name.split('.')[0] ?? name))];
const day = z.union(
  [z.iso.date(), z.iso.datetime({ precision: 0 }), z.iso.datetime({ precision: 3 })],
  'Write a day as 2026-11-21 or a moment as 2026-11-21T10:00:00Z.',
);

/** The audit log: what the screen shows, with the same filters. */
export const audit: readonly Operation[] = [
  list({
    path: '/audit',
    tag: 'Audit log',
    operationId: 'listAuditEvents',
    summary: 'List audit events',
    about: 'Newest first.',
    scope: 'audit:read',
    filters: {
      event: z
        .enum([...kinds, ...auditEventNames])
        .optional()
        .openapi({ description: 'An event, or the part before the dot for all of that kind.' }),
      who: words('Words of the actor’s name, or the actor’s id.'),
      kind: z.enum(auditSubjectKinds).optional().openapi({ description: 'The kind of what it happened to.' }),
      object: words('Words of the name of what it happened to, or its id.'),
      organization: words('Words of the organization’s name, or its id.'),
      ip: words('The address that it was done from, to the letter.'),
      from: day.optional().openapi({ description: 'A day or a moment, in UTC.' }),
      to: day.optional().openapi({ description: 'A day, which is included, or a moment, which is not.' }),
    },
    item: line,
    read: (ctx, { kind, ...filters }, page) => listAuditEvents(ctx, { ...filters, objectKind: kind }, page),
    toItem: toLine,
  }),
  operation({
    method: 'get',
    path: '/audit/{id}',
    tag: 'Audit log',
    operationId: 'getAuditEvent',
    summary: 'Read an audit event',
    scope: 'audit:read',
    answer: event,
    run: async (ctx, { params }) => {
      const { seal, ...found } = await getAuditEvent(ctx, { eventId: params.id ?? '' });
      return { ...toLine(found), seal };
    },
  }),
];

function toLine(found: AuditLine): z.input<typeof line> {
  const { actorKind, actor, actorId, subjectKind, subjectId, subject, organizationId, organizationName } = found;
  const { id: eventId, at, event: name, detail, ip, requestId } = found;
  return {
    id: eventId,
    at: iso(at),
    event: name,
    actor: { kind: actorKind, id: actorId, name: actor },
    subject: { kind: subjectKind, id: subjectId, name: subject?.name ?? null },
    organization: organizationId === null ? null : { id: organizationId, name: organizationName },
    detail,
    ip,
    requestId,
  };
}
