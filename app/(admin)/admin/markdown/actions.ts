'use server';

import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { PREVIEW_MAX, previewMarkdown } from '@/core/markdown/preview-markdown';
import type { SafeHtml } from '@/core/safe-html';
import { getContext } from '@/server/context';

const typed = z.object({ text: z.string().max(PREVIEW_MAX) });

/** Shows what is being typed; keeps nothing. Null when it cannot be shown. */
export async function previewMarkdownAction(given: unknown): Promise<SafeHtml | null> {
  const parsed = typed.safeParse(given);
  if (!parsed.success) return null;
  try {
    return await previewMarkdown(await getContext(), parsed.data);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
