import { checkGateway } from '@/core/gateways/check';
import { systemActor } from '@/core/identity/actor';
import type { SelfTest } from '@/core/ports/gateway';
import { gateways } from '@/db/schema';
import { wiring } from '@/server/wiring';
import type { Finding } from './finding';

/** Asks every gateway: reachable, secret accepted, how it hashes keys, what to watch out for. What is found is kept. */
export async function checkGateways(): Promise<readonly Finding[]> {
  const { db, gateways: adapters, contextFor, close } = wiring();
  const ctx = contextFor(systemActor('doctor'));
  try {
    const rows = await db.select().from(gateways);
    if (rows.length === 0) {
      const says = 'The portal knows no gateway yet; the first start of web makes one from GATEWAY_URL.';
      return [{ what: 'Gateway', verdict: 'note', says }];
    }
    const findings: Finding[] = [];
    for (const row of rows) {
      const what = rows.length === 1 ? 'Gateway' : `Gateway ${row.name}`;
      findings.push(...findingsOf(what, await checkGateway(ctx, adapters, { gatewayId: row.id })));
    }
    return findings;
  } catch (error) {
    // Without a database there is nothing to ask for; that was said before. A sealed secret that cannot be opened is
    // new.
    return [{ what: 'Gateway', verdict: 'wrong', says: `Not looked at: ${reasonOf(error)}` }];
  } finally {
    await close();
  }
}

function findingsOf(what: string, test: SelfTest): readonly Finding[] {
  switch (test.outcome) {
    case 'secret_refused':
      return [{ what, verdict: 'wrong', says: 'It refuses the secret; compare GATEWAY_SECRET with its tyk.conf.' }];
    case 'unknown':
      return [{ what, verdict: 'wrong', says: `It does not answer as a Tyk Gateway does: ${test.reason}` }];
    case 'ok':
      return [
        { what, verdict: 'ok', says: `Version ${test.version ?? 'unknown'}, the secret is accepted.` },
        {
          what: `${what}, key hash`,
          verdict: ['none', 'murmur32', 'unknown'].includes(test.hashAlgorithm) ? 'note' : 'ok',
          says: `Keys are hashed with ${test.hashAlgorithm}.`,
        },
        ...test.warnings.map((says): Finding => ({ what, verdict: 'note', says })),
      ];
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
