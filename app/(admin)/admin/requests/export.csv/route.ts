import type { NextRequest } from 'next/server';
import { requestStatusWord } from '@/components/asking/request-status';
import type { Context } from '@/core/context';
import { DomainError } from '@/core/errors';
import { exportDecided } from '@/core/inbox/export-decided';
import { exportInbox } from '@/core/inbox/export-inbox';
import type { InboxLine } from '@/core/inbox/inbox-lines';
import type { DecidedLine } from '@/core/inbox/list-decided';
import { getContext } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { decidedFiltersOf, filtersOf, type InboxQuery, inboxQuery } from '../inbox-query';
import { deciderWords, KIND_WORDS, nameOfLine } from '../inbox-words';

const waiting: readonly CsvColumn<InboxLine>[] = [
  { head: 'Kind', value: ({ kind }) => KIND_WORDS[kind].one },
  { head: 'Name', value: nameOfLine },
  { head: 'Company', value: (line) => (line.kind === 'organization' ? line.name : line.companyName) },
  { head: 'Requested by', value: ({ personName }) => personName },
  { head: 'Email', value: ({ personEmail }) => personEmail },
  { head: 'Products', value: (line) => (line.kind === 'request' ? line.productNames : null) },
  { head: 'Plan', value: (line) => (line.kind === 'request' ? line.planName : null) },
  { head: 'Catalog', value: (line) => (line.kind === 'request' ? line.catalogName : null) },
  { head: 'Taken care of by', value: (line) => (line.kind === 'request' ? (line.holder?.name ?? null) : null) },
  { head: 'Waits since', value: ({ since }) => since },
  { head: 'Id', value: ({ id }) => id },
];

const decided: readonly CsvColumn<DecidedLine>[] = [
  { head: 'Kind', value: ({ kind }) => KIND_WORDS[kind].one },
  { head: 'Name', value: ({ name }) => name },
  { head: 'Company', value: ({ companyName }) => companyName },
  { head: 'Requested by', value: ({ personName }) => personName },
  { head: 'Products', value: ({ productNames }) => productNames },
  { head: 'Plan', value: ({ planName }) => planName },
  { head: 'State', value: ({ status }) => requestStatusWord(status) },
  { head: 'Decided by', value: deciderWords },
  { head: 'Rule', value: ({ ruleName }) => ruleName },
  { head: 'Reason', value: ({ reason }) => reason },
  { head: 'When', value: ({ at }) => at },
  { head: 'Id', value: ({ subjectId }) => subjectId },
];

/** What the inbox or its history shows with these filters, all pages of it, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = inboxQuery.parse(Object.fromEntries(request.nextUrl.searchParams));
  const ctx = await getContext();
  try {
    return await fileOf(ctx, query);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response('There is nothing here, or you may not see it.\n', {
      status: error.code === 'forbidden' ? 403 : 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}

async function fileOf(ctx: Context, query: InboxQuery): Promise<Response> {
  const day = ctx.now().toISOString().slice(0, 10);
  if (query.show === 'history') {
    const pages = await exportDecided(ctx, { filters: decidedFiltersOf(query) });
    return csvResponse(`decided-requests-${day}.csv`, decided, pages);
  }
  const pages = await exportInbox(ctx, { filters: filtersOf(query), sort: query.sort || 'oldest' });
  return csvResponse(`waiting-requests-${day}.csv`, waiting, pages);
}
