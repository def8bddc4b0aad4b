import type { NextRequest } from 'next/server';
import { exportEvents } from '@/core/audit/export-events';
import type { AuditLine } from '@/core/audit/list-events';
import { DomainError } from '@/core/errors';
import { getContext } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { jsonLinesResponse } from '@/server/json-lines';
import { auditQuery, filtersOf } from './audit-query';

const columns: readonly CsvColumn<AuditLine>[] = [
  { head: 'When', value: ({ at }) => at },
  { head: 'Event', value: ({ event }) => event },
  { head: 'Who', value: ({ actor }) => actor },
  { head: 'Kind of who', value: ({ actorKind }) => actorKind },
  { head: 'Id of who', value: ({ actorId }) => actorId },
  { head: 'Kind of object', value: ({ subjectKind }) => subjectKind },
  { head: 'Object', value: ({ subject }) => subject?.name ?? null },
  { head: 'Id of object', value: ({ subjectId }) => subjectId },
  { head: 'Organization', value: ({ organizationName }) => organizationName },
  { head: 'Id of organization', value: ({ organizationId }) => organizationId },
  { head: 'IP address', value: ({ ip }) => ip },
  { head: 'Detail', value: ({ detail }) => (Object.keys(detail).length === 0 ? null : JSON.stringify(detail)) },
  { head: 'Request id', value: ({ requestId }) => requestId },
  { head: 'Id', value: ({ id }) => id },
];

/** What the log shows with the filters of this address, all pages of it, as a file. */
export async function exportResponse(request: NextRequest, format: 'csv' | 'jsonl'): Promise<Response> {
  const query = auditQuery.parse(Object.fromEntries(request.nextUrl.searchParams));
  const ctx = await getContext();
  const name = `audit-log-${ctx.now().toISOString().slice(0, 10)}.${format}`;
  try {
    const pages = await exportEvents(ctx, { filters: filtersOf(query), format });
    return format === 'csv' ? csvResponse(name, columns, pages) : jsonLinesResponse(name, pages, lineOf);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const isRefused = error.code === 'invalid';
    return new Response(`${error.message}\n`, {
      status: isRefused ? 422 : 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}

function lineOf({ cursor: _cursor, subject, ...line }: AuditLine): object {
  return { ...line, subject: subject?.name ?? null };
}
