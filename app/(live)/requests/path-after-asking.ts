import type { Context } from '@/core/context';
import { getContinuation } from '@/core/third-party/get-continuation';

/** Where somebody goes who has just asked: to their request, or on to the other system that decides it. */
export async function pathAfterAsking(ctx: Context, requestId: string): Promise<string> {
  const onward = await getContinuation(ctx, { requestId });
  return onward ? `/requests/${requestId}/continue?sent=1` : `/requests/${requestId}`;
}
