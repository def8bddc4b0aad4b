import { previewMarkdown } from '@/core/markdown/preview-markdown';
import { expecting, nothing, type Row, row } from './roles';

/** Texts of products: documents, guides, changelogs, and who hears of them. */
export const writing: Row[] = [
  row({
    verb: 'previewMarkdown',
    stage: nothing,
    act: (ctx) => previewMarkdown(ctx, { text: '**Hello**' }),
    expected: expecting('forbidden', { ok: ['priya', 'alan', 'arun', 'audrey'] }),
  }),
];
