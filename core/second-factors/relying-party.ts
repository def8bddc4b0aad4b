import type { Context } from '../context';

/** Who asks for a passkey: the portal under its configured address, never under one that a request names. */
export function relyingParty(ctx: Context): { id: string; origin: string } {
  const { hostname, origin } = new URL(ctx.portalUrl);
  return { id: hostname, origin };
}
