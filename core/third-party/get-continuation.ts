import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { isId } from '@/db/ids';
import { accessRequests, apps } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';
import { visibleAccessRequests } from '../visibility';
import { bytesOfSecret } from '../webhooks/secret';
import { readThirdParty } from './read-third-party';
import { SECRET_SEAL } from './secret';

/** How long a reference is good for: somebody carries it over in this moment. */
const REFERENCE_LIFE = '15m';

/** The way on to the other system for the person who asked. */
export type Continuation = {
  /** Where the person goes on, for the words on the screen. */
  host: string;
  /** The address with the signed reference. */
  href: string;
};

/**
 * The way from a request that waits for another system to that system, for those who share its app: the configured
 * address with `reference`, a token (JWT, HS256) that names the request and the person and ends after some minutes.
 * Null where there is no such way, for whatever reason.
 */
export async function getContinuation(ctx: Context, input: { requestId: string }): Promise<Continuation | null> {
  if (!isId(input.requestId)) return null;
  const [request] = await ctx.db
    .select({
      id: accessRequests.id,
      organizationId: apps.organizationId,
      ownerId: apps.ownerId,
      visibility: apps.visibility,
      teamId: apps.teamId,
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(
      and(
        eq(accessRequests.id, input.requestId),
        eq(accessRequests.status, 'pending'),
        eq(accessRequests.decider, 'third_party'),
        visibleAccessRequests(ctx.db, ctx.actor),
      ),
    );
  if (!request || !can(ctx.actor, 'accessRequest.submit', request)) return null;
  const to = await readThirdParty(ctx.db);
  if (!to?.redirectUrl) return null;
  const url = new URL(to.redirectUrl);
  const secret = bytesOfSecret(ctx.secrets.open(to.secretSealed, SECRET_SEAL));
  const reference = await new SignJWT({
    developer: userIdOf(ctx.actor),
    returnUrl: `${ctx.portalUrl}/requests/${request.id}`,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ctx.portalUrl)
    .setAudience(url.origin)
    .setSubject(request.id)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(REFERENCE_LIFE)
    .sign(secret);
  url.searchParams.set('reference', reference);
  return { host: url.host, href: url.href };
}
