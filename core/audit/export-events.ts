import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { can } from '../policy';
import { type AuditFilters, conditionsOf } from './event-filters';
import { EVENTS_PAGE_MAX } from './list-events';
import { type AuditLine, readEvents } from './read-events';

/**
 * What the log shows with these filters, in pages, for a file. That somebody took it along stands in the log before the
 * first of it is read, and in the file. Throws `not_found` for everybody but portal admins, `invalid` at a filter that
 * says too little.
 */
export async function exportEvents(
  ctx: Context,
  input: { filters: AuditFilters; format: 'csv' | 'jsonl' },
): Promise<AsyncGenerator<AuditLine[]>> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  const conditions = await conditionsOf(ctx, input.filters);
  await mutate(ctx, async (unit) => {
    await unit.audit('audit.exported', { kind: 'audit', id: null }, { format: input.format, ...given(input.filters) });
  });
  return pagesOf(ctx, conditions);
}

async function* pagesOf(ctx: Context, conditions: Awaited<ReturnType<typeof conditionsOf>>) {
  let after: string | null = null;
  do {
    const page = await readEvents(ctx.db, conditions, { after, limit: EVENTS_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}

function given(filters: AuditFilters): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));
}
