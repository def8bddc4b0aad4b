import { newId } from '@/db/ids';
import { productAnnouncements } from '@/db/schema';
import type { Unit } from '../mutate';

/** What people are told of a product: an entry of its changelog, that it will end, or that it has. */
export type News =
  | { productId: string; kind: 'change'; changeId: string }
  | { productId: string; kind: 'deprecated' | 'retired'; changeId?: never };

/**
 * Orders that everybody who holds a key for the product or watches it is told, each once, by notification and mail: in
 * the caller's change, so that it happens exactly if that does. A job does the telling, and its audit events say how
 * many were told.
 */
export async function announce(unit: Unit, news: News): Promise<void> {
  const id = newId();
  const { productId, kind, changeId = null } = news;
  await unit.tx.insert(productAnnouncements).values({ id, productId, kind, changeId });
  await unit.enqueue({ kind: 'product.announce', announcementId: id });
}
