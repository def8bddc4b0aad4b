import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { productApis } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalidFields } from '../errors';
import { mutate, type Unit } from '../mutate';
import { API_NAME_MAX } from './add-apis';
import { isSlug } from './is-slug';
import { lockProduct } from './lock-product';
import { aboutProduct, writeProduct } from './write-product';

/** In characters. */
const SLUG_MAX = 80;
const LISTEN_PATH_MAX = 300;
/** The same for others who describe what they take. */
export const API_MAX = { name: API_NAME_MAX, slug: SLUG_MAX, listenPath: LISTEN_PATH_MAX } as const;

/** An API of a product as an admin wrote it; `listenPath` is empty for one that is only documented. */
export type ApiLine = { id: string; name: string; slug: string; listenPath: string };

const line = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter a name.')
    .max(API_NAME_MAX, `Use at most ${API_NAME_MAX} characters.`)
    .regex(/^\P{Cc}*$/u, 'Remove the characters that cannot be seen.'),
  slug: z
    .string()
    .trim()
    .max(SLUG_MAX, `Use at most ${SLUG_MAX} characters.`)
    .refine(isSlug, 'Use small letters, digits and single hyphens between them, such as payments.'),
  listenPath: z
    .string()
    .trim()
    .max(LISTEN_PATH_MAX, `Use at most ${LISTEN_PATH_MAX} characters.`)
    .regex(/^(\/[^\s?#\\\p{Cc}]*)?$/u, 'Enter a path that starts with a slash, such as /payments/.'),
});

type Kept = { id: string; slug: string; name: string; listenPath: string | null; position: number };

/**
 * Changes names, slugs, listen paths and the order of a product's APIs: they stand as they are given. Documents stay
 * with their API. Throws `invalid` for `apis.<id>.<part>`, `conflict` when the product was changed since `version`.
 */
export async function changeProductApis(
  ctx: Context,
  input: { productId: string; version: number; apis: readonly ApiLine[] },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const before = await readKept(unit, product.id);
    const wanted = parseLines(input.apis);
    const ids = new Set(wanted.map(({ id }) => id));
    if (ids.size !== before.length || !before.every(({ id }) => ids.has(id))) {
      throw conflict('The APIs of this product were changed meanwhile. Open the page again to see them as they are.');
    }
    await write(unit, wanted);
    await writeProduct(unit, product, {});
    const changes = { apis: { from: inWords(before), to: inWords(wanted) } };
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
  });
}

async function readKept(unit: Unit, productId: string): Promise<Kept[]> {
  return unit.tx
    .select({
      id: productApis.id,
      slug: productApis.slug,
      name: productApis.name,
      listenPath: productApis.listenPath,
      position: productApis.position,
    })
    .from(productApis)
    .where(eq(productApis.productId, productId))
    .orderBy(productApis.position, productApis.name);
}

function parseLines(lines: readonly ApiLine[]): Kept[] {
  const errors: Record<string, string[]> = {};
  const slugs = new Set<string>();
  const kept = lines.flatMap(({ id, ...given }, position) => {
    const parsed = line.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) errors[`apis.${id}.${issue.path.join('.')}`] = [issue.message];
      return [];
    }
    const { slug, listenPath, name } = parsed.data;
    if (slugs.has(slug)) errors[`apis.${id}.slug`] = ['Another API of this product has this address already.'];
    slugs.add(slug);
    return [{ id, slug, name, listenPath: listenPath || null, position }];
  });
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return kept;
}

/** Two APIs may have exchanged their slugs, so each first gets one that no API can have. */
async function write(unit: Unit, wanted: readonly Kept[]): Promise<void> {
  for (const { id } of wanted) {
    await unit.tx
      .update(productApis)
      .set({ slug: `_${id}` })
      .where(eq(productApis.id, id));
  }
  for (const { id, ...columns } of wanted) {
    await unit.tx.update(productApis).set(columns).where(eq(productApis.id, id));
  }
}

function inWords(apis: readonly Kept[]): string[] {
  return apis.map(({ slug, name, listenPath }) => [slug, name, listenPath].filter(Boolean).join(' · '));
}
