import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { defaultRobots } from './robots';

/** The text of robots.txt. A portal for signed-in people asks every crawler to stay away. */
export async function getRobots(ctx: Pick<Context, 'db' | 'portalUrl'>): Promise<string> {
  const { signedInOnly, robots } = await readSettings(ctx.db);
  if (signedInOnly) return 'User-agent: *\nDisallow: /\n';
  return `${robots || defaultRobots(ctx.portalUrl)}\n`;
}
