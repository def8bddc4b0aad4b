import 'server-only';
import { clientIp } from '../client-ip';
import { env } from '../env';
import { log } from '../log';
import { wiring } from '../wiring';
import { createRest, type Rest } from './create-rest';

/** Of the API, not of the portal: goes up when what programs may rely on is added to. */
const API_VERSION = '1.0.0';

let opened: Rest | null = null;

/** The REST API of this process, put together at the first call. */
export function openRest(): Rest {
  if (opened) return opened;
  const { contextFor, gateways, outbound, keyHash } = wiring();
  opened = createRest(
    { contextFor, gateways, outbound, keyHash, ipOf: clientIp, log },
    { portalUrl: env().PORTAL_URL, version: API_VERSION },
  );
  return opened;
}
