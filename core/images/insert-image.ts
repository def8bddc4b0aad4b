import { createHash } from 'node:crypto';
import { count, eq, isNull } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { images } from '@/db/schema';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { imageFacts } from './image-facts';

/** Pictures of one product, or of the portal itself. */
const IMAGES_MAX = 200;
/** In characters. */
const NAME_MAX = 120;

/**
 * Keeps a picture in an open change; the caller has asked whether it may. Throws `invalid` for `file`, and `conflict`
 * when there are too many.
 */
export async function insertImage(
  unit: Unit,
  input: { productId: string | null; name: string; bytes: Uint8Array },
): Promise<{ imageId: string }> {
  const { productId, bytes } = input;
  const facts = imageFacts(bytes);
  const [held] = await unit.tx
    .select({ images: count() })
    .from(images)
    .where(productId === null ? isNull(images.productId) : eq(images.productId, productId));
  if ((held?.images ?? 0) >= IMAGES_MAX) throw conflict(`There are ${IMAGES_MAX} pictures already. Delete some first.`);
  const imageId = newId();
  const name = nameOf(input.name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await unit.tx.insert(images).values({ id: imageId, productId, name, data: Buffer.from(bytes), sha256, ...facts });
  const about = { product: productId, name, bytes: bytes.byteLength, ...facts };
  await unit.audit('image.uploaded', { kind: 'image', id: imageId }, about);
  return { imageId };
}

/** A file's name as it can be shown: without folders, and without what cannot be seen. */
function nameOf(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, NAME_MAX) || 'picture'
  );
}
