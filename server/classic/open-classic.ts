import 'server-only';
import { clientIp } from '../client-ip';
import { log } from '../log';
import { wiring } from '../wiring';
import { createClassic } from './create-classic';

let opened: ReturnType<typeof createClassic> | null = null;

/** The classic calls of this process, put together at the first one. */
export function openClassic(): ReturnType<typeof createClassic> {
  if (opened) return opened;
  const { contextFor, gateways, outbound, keyHash } = wiring();
  opened = createClassic({ contextFor, gateways, outbound, keyHash, ipOf: clientIp, log });
  return opened;
}
