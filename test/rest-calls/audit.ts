import { listAuditEvents } from '@/core/audit/list-events';
import { everyAdmin, type RestCall, reads } from './call';

/** Operations on the log. */
export const auditCalls: Record<string, RestCall> = {
  listAuditEvents: reads('audit:read', () => '/audit'),
  getAuditEvent: {
    scope: 'audit:read',
    stage: async (stage) => {
      const [event] = (await listAuditEvents(stage.as(stage.world.priya), {})).rows;
      return { path: `/audit/${event?.id}` };
    },
    may: everyAdmin,
    status: 200,
  },
};
