import { and, eq } from 'drizzle-orm';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { addToCart } from '@/core/cart/add';
import type { Submitted } from '@/core/cart/make-request';
import { submitCartGroup } from '@/core/cart/submit';
import { asActor, type Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { newId } from '@/db/ids';
import { credentials } from '@/db/schema';
import { demoApps, demoCarts } from './apps-and-carts';
import { type Asked, demoRequests } from './asked';
import { backdate } from './backdate';
import { type Cast, daysBefore, named } from './cast';
import type { Offer } from './insert-offer';
import { talk } from './talk';

/**
 * Lets the people ask, decide and claim as they would on the pages, by the same verbs: no state is made up. Only the
 * times are set back afterwards, so that not everything happened this minute.
 */
export async function askForAccess(ctx: Context, cast: Cast, offer: Offer): Promise<void> {
  const apps = new Map<string, string>();
  for (const asked of demoRequests) {
    const submitted = await submit(ctx, cast, offer, { asked, appId: apps.get(appName(asked)) ?? null });
    apps.set(appName(asked), submitted.appId);
    await goOn(ctx, cast, asked, submitted);
    await talk(ctx, cast, asked, submitted.requestId);
    const decidedDaysAgo = 'daysAgo' in asked.outcome ? asked.outcome.daysAgo : null;
    await backdate(ctx, {
      ...submitted,
      askedAt: daysBefore(ctx.now(), asked.daysAgo),
      decidedAt: decidedDaysAgo === null ? null : daysBefore(ctx.now(), decidedDaysAgo),
      readBefore: daysBefore(ctx.now(), 2),
    });
  }
  for (const { by, catalog, products } of demoCarts) {
    for (const productSlug of products) {
      await addToCart(asActor(ctx, cast.developer(by)), { catalogSlug: catalog, productSlug });
    }
  }
}

/** Two people's apps may have the same name. */
function appName({ by, app }: Asked): string {
  return `${by}: ${app}`;
}

async function submit(
  ctx: Context,
  cast: Cast,
  offer: Offer,
  { asked, appId }: { asked: Asked; appId: string | null },
): Promise<Submitted> {
  const asDeveloper = asActor(ctx, cast.developer(asked.by));
  for (const productSlug of asked.products) {
    await addToCart(asDeveloper, { catalogSlug: asked.catalog, productSlug });
  }
  const description = demoApps[asked.app] ?? '';
  return submitCartGroup(asDeveloper, {
    catalogId: named(offer.catalogs, asked.catalog),
    planId: named(offer.plans, asked.plan),
    app: appId ? { kind: 'existing', appId } : { kind: 'new', name: asked.app, description },
    answers: asked.answers,
    submissionKey: newId(),
  });
}

async function goOn(ctx: Context, cast: Cast, { by, outcome }: Asked, submitted: Submitted): Promise<void> {
  const { requestId } = submitted;
  const asApprover = asActor(ctx, cast.admin('samuel'));
  const asDeveloper = asActor(ctx, cast.developer(by));
  if (outcome.kind === 'pending') return;
  if (outcome.kind === 'cancelled') return cancelAccessRequest(asDeveloper, { requestId });
  if (outcome.kind === 'declined') return declineAccessRequest(asApprover, { requestId, reason: outcome.reason });

  if (submitted.status === 'pending') await approveAccessRequest(asApprover, { requestId });
  if (outcome.kind === 'withdrawn') return withdrawAccessRequest(asApprover, { requestId, reason: outcome.reason });
  if (outcome.kind === 'claimed') {
    await claimCredential(asDeveloper, { credentialId: await credentialOf(ctx, requestId) });
  }
}

async function credentialOf(ctx: Context, requestId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.accessRequestId, requestId), eq(credentials.generation, 1)));
  if (!row) throw new Error('an approved request of the demo has no credential');
  return row.id;
}
