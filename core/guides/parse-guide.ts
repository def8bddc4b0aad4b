import { z } from 'zod';
import { invalidFields } from '../errors';
import { lineOfText } from '../line-of-text';
import { MARKDOWN_MAX } from '../markdown/render';
import { isSlug } from '../products/is-slug';
import { slugOf } from '../products/parse-details';

/** In characters. */
const TITLE_MAX = 120;
const SLUG_MAX = 80;
/** The same for others who describe what they take. */
export const GUIDE_MAX = { title: TITLE_MAX, slug: SLUG_MAX, body: MARKDOWN_MAX } as const;

/** A guide as an admin wrote it. */
export type WrittenGuide = {
  title: string;
  /** Its name in addresses; empty: made of the title. */
  slug: string;
  /** Markdown. */
  body: string;
};

const form = z.object({
  title: lineOfText(TITLE_MAX).pipe(z.string().min(1, 'Enter a title.')),
  slug: lineOfText(SLUG_MAX),
  body: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write the guide.')
        .max(MARKDOWN_MAX, `Use at most ${MARKDOWN_MAX} characters; a longer text makes two guides.`),
    ),
});

/** Makes a guide's own columns of what was written. Throws `invalid` for each field that is wrong. */
export function parseGuide(given: WrittenGuide): WrittenGuide {
  const parsed = form.safeParse(given);
  if (!parsed.success) throw invalidFields(z.flattenError(parsed.error).fieldErrors as Record<string, string[]>);
  const { title, body } = parsed.data;
  const slug = parsed.data.slug || slugOf(title);
  if (!isSlug(slug)) {
    throw invalidFields({ slug: ['Use small letters, digits and single hyphens, such as getting-started.'] });
  }
  return { title, slug, body };
}
