import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { images } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';

/** Deletes a picture; where it was a logo there is none then. Throws `not_found` for one that is gone already. */
export async function deleteImage(ctx: Context, input: { imageId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    if (!can(ctx.actor, 'offer.read_all') && !can(ctx.actor, 'offer.change')) throw notFound();
    if (!isId(input.imageId)) throw notFound();
    const [image] = await unit.tx
      .select({ id: images.id, productId: images.productId, name: images.name })
      .from(images)
      .where(eq(images.id, input.imageId))
      .for('update');
    if (!image) throw notFound();
    authorize(ctx.actor, image.productId === null ? 'settings.change' : 'offer.change');
    await unit.tx.delete(images).where(eq(images.id, image.id));
    const about = { product: image.productId, name: image.name };
    await unit.audit('image.deleted', { kind: 'image', id: image.id }, about);
  });
}
