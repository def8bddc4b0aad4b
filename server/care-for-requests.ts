import { careForRequests } from '@/core/access-requests/care';
import type { Context } from '@/core/context';
import { remindDeciders } from '@/core/inbox/remind-deciders';
import { handOverdueToAdmins } from '@/core/third-party/hand-overdue-to-admins';

/** Everything that the clock does about requests. */
const PARTS: Readonly<Record<string, (ctx: Context) => Promise<unknown>>> = {
  unclaimed: careForRequests,
  overdue: handOverdueToAdmins,
  waiting: remindDeciders,
};

/** Does each part, also where another failed; then throws what failed, so that the run counts as failed. */
export async function careForAllRequests(ctx: Context): Promise<void> {
  const report: Record<string, unknown> = {};
  const failures: unknown[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    try {
      report[name] = await part(ctx);
    } catch (error) {
      failures.push(error);
    }
  }
  ctx.log.info({ report }, 'requests were looked after');
  if (failures.length > 0) throw new AggregateError(failures, 'some requests could not be looked after');
}
