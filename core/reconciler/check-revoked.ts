import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import { mutate } from '../mutate';
import { endForGood } from './end-for-good';
import { forEachAtOnce, type Pass, silenceCounter } from './pass';

/**
 * Goes on looking at keys that were revoked within a day: a write that hung in a stopped store can come after
 * everything (gateway.md 9). Their secrets are forgotten, so they are named by their hash.
 */
export async function checkRevoked(pass: Pass): Promise<void> {
  const silence = silenceCounter(pass.limits);
  const rows = await pass.ctx.db
    .select({
      id: credentials.id,
      organizationId: credentials.organizationId,
      hash: credentials.gatewayKeyHash,
    })
    .from(credentials)
    .where(
      and(
        eq(credentials.gatewayId, pass.gatewayId),
        eq(credentials.status, 'revoked'),
        isNotNull(credentials.gatewayKeyHash),
        sql`${credentials.revokedAt} > now() - make_interval(hours => ${pass.limits.revokedHours})`,
      ),
    );
  await forEachAtOnce(rows, pass.limits.atOnce, async ({ id, organizationId, hash }) => {
    if (!hash) return;
    const read = await pass.gateway.readKey({ hash });
    if (read.outcome === 'unknown' || read.outcome === 'secret_refused') return silence.failed(read);
    silence.answered();
    pass.report.checked += 1;
    // A short hash may be somebody else's as well (gateway.md 5).
    if (read.outcome === 'absent' || read.session.metadata.credential_id !== id) return;
    await endZombie(pass, { id, organizationId }, { hash });
  });
}

/** A key that is ended here and lives there. */
export async function endZombie(
  pass: Pass,
  credential: { id: string; organizationId: string },
  name: { hash: string } | { key: string },
): Promise<void> {
  pass.report.zombies += 1;
  const { id, organizationId } = credential;
  pass.ctx.log.error({ credentialId: id, alarm: 'ended_key_lives' }, 'a key that was ended is at the gateway');
  if (!pass.isFixing || !(await endForGood(pass, name))) return;
  pass.report.repaired += 1;
  await mutate(pass.ctx, async (unit) => {
    const why = 'The key had been ended and was at the gateway.';
    await unit.audit('credential.repaired', { kind: 'credential', id, organizationId }, { why });
  });
}
