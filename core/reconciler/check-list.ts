import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { credentials } from '@/db/schema';
import { keyDigests } from '../credentials/key-secrets';
import { endZombie } from './check-revoked';
import { CannotAsk, forEachAtOnce, type Pass, silenceCounter } from './pass';
import { type Orphan, quarantineOrphans } from './quarantine-orphans';

/** What this portal writes into every key of its own. */
const mark = z.object({ portal_instance: z.string(), credential_id: z.uuid() });

type Name = { hash: string } | { key: string };

/**
 * Looks through the gateway's own list for keys with this portal's mark that its database does not know: of a database
 * that was restored, or a write that came too late. Others' keys are never touched. The list only ever leads to a
 * closer look at one key; that something is not on it proves nothing (gateway.md 9).
 */
export async function checkList(pass: Pass): Promise<void> {
  const list = await pass.gateway.listKeys();
  if (list.outcome === 'secret_refused') throw new CannotAsk('secret_refused');
  if (list.outcome === 'unknown') throw new CannotAsk('silent');
  if (list.outcome === 'unsupported') pass.report.listing = 'unsupported';
  if (list.outcome !== 'listed') return;
  pass.report.listing = 'compared';

  const known = await knownNames(pass, list.named);
  const namesIn = (text: string) =>
    list.named === 'hash' ? [text] : keyDigests(pass.ctx, text).map((digest) => digest.toString('hex'));
  const strangers = list.names.filter((text) => !namesIn(text).some((name) => known.has(name)));
  const looked = fromAnywhere(strangers, pass).slice(0, pass.limits.strangersMax);
  const silence = silenceCounter(pass.limits);
  const orphans: Orphan[] = [];
  await forEachAtOnce(looked, pass.limits.atOnce, async (text) => {
    const name: Name = list.named === 'hash' ? { hash: text } : { key: text };
    const read = await pass.gateway.readKey(name);
    if (read.outcome === 'unknown' || read.outcome === 'secret_refused') return silence.failed(read);
    silence.answered();
    if (read.outcome === 'absent') return;
    const ours = mark.safeParse(read.session.metadata);
    if (!ours.success || ours.data.portal_instance !== pass.portalInstance) return;
    const credentialId = ours.data.credential_id;
    const credential = await readCredential(pass, credentialId);
    if (!credential) orphans.push({ name, credentialId, isExpired: read.session.expires === 1 });
    else if (isEnded(credential.status)) await endZombie(pass, credential, name);
  });
  await quarantineOrphans(pass, orphans, known.size);
}

/** Under these the key is not expected to be there. While it is being made or ended, its job is at it. */
function isEnded(status: string): boolean {
  return status === 'revoked' || status === 'failed' || status === 'awaiting_claim';
}

/** The names of keys that may be there, as the list has them: hashes, or digests of keys. */
async function knownNames(pass: Pass, named: 'key' | 'hash'): Promise<Set<string>> {
  const rows = await pass.ctx.db
    .select({ hash: credentials.gatewayKeyHash, digest: credentials.keyDigest })
    .from(credentials)
    .where(
      and(
        eq(credentials.gatewayId, pass.gatewayId),
        inArray(credentials.status, ['active', 'revoking']),
        or(isNotNull(credentials.keyDigest), isNotNull(credentials.gatewayKeyHash)),
      ),
    );
  const names = rows.map(({ hash, digest }) => (named === 'hash' ? hash : digest?.toString('hex')));
  return new Set(names.flatMap((name) => (name ? [name] : [])));
}

/** On a gateway that is full of others' keys each pass begins somewhere else. */
function fromAnywhere(names: readonly string[], pass: Pass): string[] {
  if (names.length <= pass.limits.strangersMax) return [...names];
  const start = Math.floor(Math.random() * names.length);
  return [...names.slice(start), ...names.slice(0, start)];
}

async function readCredential(pass: Pass, id: string) {
  const [row] = await pass.ctx.db
    .select({ id: credentials.id, organizationId: credentials.organizationId, status: credentials.status })
    .from(credentials)
    .where(eq(credentials.id, id));
  return row ?? null;
}
