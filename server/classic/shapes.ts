import { z } from '@hono/zod-openapi';

/** What the classic portal answers when it has done something: `Message` is the id of what was made. */
export const done = z.object({ Status: z.literal('OK'), Message: z.string(), Meta: z.string() });

/** The answer when something was done. */
export function ok(message: string): z.output<typeof done> {
  return { Status: 'OK', Message: message, Meta: '' };
}

/** Members of a classic object that say nothing in this portal, whatever they hold. */
export function ignored<const Name extends string>(...names: Name[]): Record<Name, z.ZodOptional<z.ZodUnknown>> {
  // Each name gets the same schema.
  return Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodUnknown>
  >;
}

/** A member that means something which this portal does elsewhere or not at all: it may be there, and empty. */
export function noneOf(message: string) {
  return z.unknown().optional().refine(isEmpty, message);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
