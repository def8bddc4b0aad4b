import { eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { approverProducts, products } from '@/db/schema';
import { invalid } from '../errors';
import type { AdminRole } from '../identity/actor';
import type { Unit } from '../mutate';

/**
 * Keeps which products' requests an approver decides; none means all of them, and so does every other role. Answers
 * what was kept. Throws `invalid` for `productIds`.
 */
export async function writeProducts(
  unit: Unit,
  admin: { userId: string; role: AdminRole; productIds: readonly string[] },
): Promise<string[]> {
  const wanted = admin.role === 'approver' ? [...new Set(admin.productIds)] : [];
  if (!wanted.every(isId)) throw invalid('productIds', 'Choose products of this portal.');
  await unit.tx.delete(approverProducts).where(eq(approverProducts.userId, admin.userId));
  if (wanted.length === 0) return [];
  const found = await unit.tx.select({ id: products.id }).from(products).where(inArray(products.id, wanted));
  if (found.length !== wanted.length) throw invalid('productIds', 'Choose products of this portal.');
  await unit.tx.insert(approverProducts).values(wanted.map((productId) => ({ userId: admin.userId, productId })));
  return wanted;
}
