import type { Context } from '../context';

const LENGTH = 16;

/**
 * A name for PORTAL_SECRET that gives nothing of it away: who has both can say whether they belong together. The first
 * is today's, the others are those of the previous secrets.
 */
export function secretLabels(ctx: Pick<Context, 'secrets'>): readonly string[] {
  return ctx.secrets.digests('label', 'portico').map((digest) => digest.toString('hex').slice(0, LENGTH));
}
