import { z } from '@hono/zod-openapi';

/** Parts that many schemas share. */
export const id = z.uuid();
/** A moment as it is sent and read. */
export const instant = z.iso.datetime().openapi({ description: 'In UTC.' });
/** What a list is searched for. */
export const search = z.string().max(200).optional().openapi({ description: 'Words that must all be found.' });

/** What a name stands for, beside its id. */
export const named = z.object({ id, name: z.string() });

/** A moment as it is sent. */
export function iso(at: Date): string;
export function iso(at: Date | null): string | null;
export function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

/** A text of so many characters at most. */
export const text = (max: number) => z.string().max(max, `Use at most ${max} characters.`);

/** An id in a filter: what is none is a wrong value, not an empty list. */
export const idFilter = z.uuid('This is no id.').optional();
