import { askForReviews } from '../apps/ask-for-reviews';
import type { Context } from '../context';
import type { Gateways } from '../ports/gateway';
import type { UsageFigures } from '../ports/usage';
import { endUnusedKeys } from './care/end-unused';
import { tellOfExpiry } from './care/tell-of-expiry';
import { watchQuotas } from './care/watch-quotas';

/**
 * Looks after the keys, every hour: who has to know that one expires, that a quota runs out, that nobody uses one or that
 * an app wants confirming. Each part goes on where the last run stopped, and one that fails does not keep the others
 * from their work; the first failure is thrown at the end. For the system.
 */
export async function careForKeys(ctx: Context, gateways: Gateways, usage: UsageFigures | null): Promise<void> {
  const parts = [
    () => tellOfExpiry(ctx),
    () => watchQuotas(ctx, gateways),
    () => endUnusedKeys(ctx, usage),
    () => askForReviews(ctx),
  ];
  const failures: unknown[] = [];
  for (const part of parts) await part().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
