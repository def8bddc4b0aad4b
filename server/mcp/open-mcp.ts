import 'server-only';
import { clientIp } from '../client-ip';
import { env } from '../env';
import { log } from '../log';
import { wiring } from '../wiring';
import { createMcp, type Mcp } from './create-mcp';

let opened: Mcp | null = null;

/** The door for agents of this process, put together at the first call. */
export function openMcp(): Mcp {
  opened ??= createMcp({
    contextFor: wiring().contextFor,
    ipOf: clientIp,
    portalUrl: env().PORTAL_URL,
    log,
  });
  return opened;
}
