import 'server-only';
import type { Context } from '@/core/context';
import { kickSync } from '@/core/credentials/kick-sync';
import { wiring } from './wiring';

/** More at once would only wait for each other; the jobs do the rest a moment later. */
const KICKED_MAX = 5;

/** Tries at once what a change ordered for these keys, so that the next page shows the result. Never throws. */
export async function kickKeys(ctx: Context, credentialIds: readonly string[]): Promise<void> {
  const { gateways } = wiring();
  await Promise.all(
    credentialIds.slice(0, KICKED_MAX).map((credentialId) => kickSync(ctx, gateways, { credentialId })),
  );
}
