import { env } from './env';

/** Whether this is the demo: its frames say so. */
export function isDemo(): boolean {
  return env().PORTAL_DEMO;
}
