import { exportEvents } from '@/core/audit/export-events';
import { expecting, nothing, type Row, row } from './roles';

/** Everybody who reads the log may take it along; that they did stands in it. */
export const audit: Row[] = [
  row({
    verb: 'exportEvents',
    stage: nothing,
    act: (ctx) => exportEvents(ctx, { filters: {}, format: 'csv' }),
    expected: expecting('not_found', { ok: ['priya', 'alan', 'arun', 'audrey'] }),
  }),
];
