import { z } from 'zod';
import { invalidFields } from '../errors';
import { lineOfText } from '../line-of-text';
import { MARKDOWN_MAX } from '../markdown/render';

/** In characters. */
const TITLE_MAX = 160;
/** The same for others who describe what they take. */
export const CHANGE_MAX = { title: TITLE_MAX, body: MARKDOWN_MAX } as const;
/** Before that nobody's API had a changelog. */
const FIRST_DAY = '1990-01-01';
/** The furthest east that a day can be over here: fourteen hours ahead of UTC. */
const EAST_MS = 14 * 3_600_000;

/** A changelog entry as an admin wrote it. */
export type WrittenChange = {
  title: string;
  /** Markdown; may be empty. */
  body: string;
  /** `YYYY-MM-DD`. */
  publishedOn: string;
};

const form = z.object({
  title: lineOfText(TITLE_MAX).pipe(z.string().min(1, 'Say in a line what changed.')),
  body: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(MARKDOWN_MAX, `Use at most ${MARKDOWN_MAX} characters.`)),
  publishedOn: z.iso.date('Choose a day.').min(1),
});

/** Makes an entry's own columns of what was written. Throws `invalid` for each field that is wrong. */
export function parseChange(given: WrittenChange, now: Date): WrittenChange {
  const parsed = form.safeParse(given);
  if (!parsed.success) throw invalidFields(z.flattenError(parsed.error).fieldErrors as Record<string, string[]>);
  const lastDay = new Date(now.getTime() + EAST_MS).toISOString().slice(0, 10);
  const { publishedOn } = parsed.data;
  if (publishedOn > lastDay) throw invalidFields({ publishedOn: ['This day is yet to come. Tell what has changed.'] });
  if (publishedOn < FIRST_DAY) throw invalidFields({ publishedOn: ['Choose a day that is not so long ago.'] });
  return parsed.data;
}
