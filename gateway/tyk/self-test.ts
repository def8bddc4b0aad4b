import type { HashAlgorithm, SelfTest } from '@/core/ports/gateway';
import type { ListOutcome } from '@/core/ports/gateway-keys';
import type { InventoryOutcome } from '@/core/ports/gateway-policies';
import { inventory } from './inventory';
import { listKeys } from './list-keys';
import { helloReply } from './replies';
import { warningsFor } from './self-test-warnings';
import type { Tyk } from './tyk';
import { flushesEveryCache } from './version';

/** How long the gateway's session cache may go on accepting a key after its deletion (gateway.md 8.1). Seconds. */
const SESSION_CACHE_SECONDS = 10;

/** Everything that Test connection and doctor can find out without issuing a key. Writes the sentinel. */
export async function selfTest(tyk: Tyk, controlUrl: string): Promise<SelfTest> {
  const written = await tyk.sentinel.write();
  if (written.outcome !== 'written') return written;
  const hello = await readHello(tyk);
  const listed: ListOutcome = await listKeys(tyk);
  if (listed.outcome === 'secret_refused' || listed.outcome === 'unknown') return listed;
  const stock: InventoryOutcome = await inventory(tyk);
  if (stock.outcome !== 'read') return stock;

  const version = hello?.version ?? null;
  const hashAlgorithm = hashAlgorithmOf(written.keyHash);
  const found = {
    version,
    hashAlgorithm,
    listing: listed.outcome === 'listed',
    revocationDelaySeconds: revocationDelay(hashAlgorithm, version),
    clockSkewSeconds: Math.trunc((written.clockSkewMs ?? 0) / 1000),
  };
  const storeIsUnwell = hello !== null && hello.status !== 'pass';
  return {
    outcome: 'ok',
    ...found,
    warnings: warningsFor({ ...found, storeIsUnwell, controlUrl, orgId: tyk.orgId, ...stock }),
  };
}

async function readHello(tyk: Tyk): Promise<{ status: string; version: string } | null> {
  const answer = await tyk.api.call({ method: 'GET', path: '/hello', withoutSecret: true });
  const reply = answer.kind === 'answered' ? helloReply.safeParse(answer.json) : null;
  return reply?.success ? reply.data : null;
}

/** The length of a key hash tells its function (gateway.md 5). */
function hashAlgorithmOf(keyHash: string | null): HashAlgorithm {
  if (keyHash === null) return 'none';
  const byLength: Readonly<Record<number, HashAlgorithm>> = {
    8: 'murmur32',
    16: 'murmur64',
    32: 'murmur128',
    64: 'sha256',
  };
  return byLength[keyHash.length] ?? 'unknown';
}

function revocationDelay(hash: HashAlgorithm, version: string | null): number {
  return hash === 'none' || hash === 'murmur64' || flushesEveryCache(version) ? 0 : SESSION_CACHE_SECONDS;
}
