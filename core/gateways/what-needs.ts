import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';

/** What keeps a gateway from being removed, counted. */
export type GatewayNeeds = {
  products: number;
  plans: number;
  /** Credentials that are neither revoked nor failed. */
  liveKeys: number;
  /** Requests and ended keys: the history of who had what stays readable, and with it where it was. */
  history: number;
};

/** Counts them for one gateway, in one look. */
export async function whatNeedsGateway(
  db: Pick<Database | Transaction, 'execute'>,
  gatewayId: string,
): Promise<GatewayNeeds> {
  const { rows } = await db.execute<GatewayNeeds>(sql`select
    (select count(*)::int from products where gateway_id = ${gatewayId}) as products,
    (select count(*)::int from plans where gateway_id = ${gatewayId}) as plans,
    (select count(*)::int from credentials where gateway_id = ${gatewayId}
      and status not in ('revoked', 'failed')) as "liveKeys",
    (select count(*)::int from access_requests where gateway_id = ${gatewayId}) as history`);
  return rows[0] ?? { products: 0, plans: 0, liveKeys: 0, history: 0 };
}

/** In words, such as *2 products, 1 plan and 7 keys*; null when nothing needs it. */
export function needsInWords({ products, plans, liveKeys, history }: GatewayNeeds): string | null {
  const parts = [
    counted(products, 'product'),
    counted(plans, 'plan'),
    counted(liveKeys, 'key'),
    liveKeys === 0 && history > 0 ? 'the history of requests made for it' : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const last = parts.pop() ?? '';
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
}

function counted(amount: number, word: string): string | null {
  return amount === 0 ? null : `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
