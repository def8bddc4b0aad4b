import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { announce } from './announce';
import { lockProduct } from './lock-product';
import { requireProductState } from './require-state';
import { aboutProduct, writeProduct } from './write-product';

/** In characters. */
const NOTE_MAX = 4000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Says that a product will end, when, and what to do instead. It stays and can still be asked for; a badge and a notice
 * say so, and those who hold keys for it or watch it are told. On a deprecated one this changes day and note, and tells
 * them again when the day is another: `isAnnounced` says whether they are. Throws `invalid` for `sunsetOn` (`YYYY-MM-DD`, today or later, or as it is) and `note`
 * (Markdown), `conflict` for a draft, a retired one, and one that was changed since `version`.
 */
export async function deprecateProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined; sunsetOn: string; note: string },
): Promise<{ isAnnounced: boolean }> {
  return mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    requireProductState(product, ['published', 'deprecated']);
    const sunsetOn = parseDay(input.sunsetOn, product.sunsetOn, ctx.now());
    const deprecationNote = input.note.replaceAll('\r\n', '\n').trim();
    if (deprecationNote.length > NOTE_MAX) throw invalid('note', `Use at most ${NOTE_MAX} characters.`);
    const changes = await writeProduct(unit, product, { state: 'deprecated', sunsetOn, deprecationNote });
    await unit.audit('product.deprecated', aboutProduct(product), { product: product.slug, sunsetOn, changes });
    const isAnnounced = Boolean(changes.state ?? changes.sunsetOn);
    if (isAnnounced) await announce(unit, { productId: product.id, kind: 'deprecated' });
    return { isAnnounced };
  });
}

/** Empty: the day is not known yet. The day that is set already may have passed: the note can still be mended. */
function parseDay(given: string, before: string | null, now: Date): string | null {
  const day = given.trim();
  if (!day) return null;
  if (day === before) return day;
  const time = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw invalid('sunsetOn', 'Enter a day, such as 2027-03-31.');
  }
  if (day < now.toISOString().slice(0, 10)) throw invalid('sunsetOn', 'Enter today or a later day.');
  if (day > '2100-01-01') throw invalid('sunsetOn', 'Enter a day of this century.');
  return day;
}
