import { setTimeout as pause } from 'node:timers/promises';
import { readOfferStamp } from '@/core/catalogs/read-offer-stamp';
import { systemActor } from '@/core/identity/actor';
import { firstAdminLink } from '@/core/identity/first-admin-link';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { fillBlankPages } from './blank-pages';
import { env } from './env';
import { log } from './log';
import { countRequests } from './metrics/count-requests';
import { announcePeerAddress } from './peer-address';
import { keepPublicPages } from './public-pages';
import { refuseTrace } from './refuse-trace';
import { startTelemetry } from './telemetry/start-telemetry';
import { traceRequests } from './telemetry/trace-requests';
import { demandHttps } from './transport-security';
import { untilDone } from './until-done';
import { wiring } from './wiring';
import { startWorker } from './worker';

/** How long nothing is answered for the sake of a start in good order. */
const START_PATIENCE_MS = 5_000;

/** Checks the environment, makes sure of the basics, starts jobs unless they run elsewhere, and ends cleanly. */
export async function startWebProcess(): Promise<void> {
  const settings = envOrExit();
  await startTelemetry('web');
  // next-auth builds its own URLs from this; ours all come from PORTAL_URL.
  process.env.NEXTAUTH_URL = settings.PORTAL_URL;
  announcePeerAddress();
  demandHttps(settings.PORTAL_URL);
  refuseTrace();
  fillBlankPages();
  // Hot reload changes pages without a change of the offer.
  if (settings.NODE_ENV === 'production') {
    keepPublicPages(
      () => readOfferStamp(wiring().db),
      (error) => log.warn({ err: error }, 'a page could not be taken from those that are kept'),
    );
  }
  countRequests();
  if (settings.TRACES) traceRequests({ believesCallers: settings.TRUSTED_PROXIES > 0 });
  // Next answers nothing before this is over, and for ever with a fault if it fails: a database that is away just now
  // must keep the process neither from saying that it lives nor from serving later.
  await Promise.race([begin(settings), pause(START_PATIENCE_MS, undefined, { ref: false })]);
}

/** What needs the database; tried again until it is there. */
async function begin(settings: ReturnType<typeof env>): Promise<void> {
  const ctx = wiring().contextFor(systemActor('start'));
  await untilDone('the start', () => ensureBasics(ctx, { gateway: environmentGateway() }));
  if (!settings.PORTAL_DEMO) await untilDone('the look for an admin', announceFirstAdmin);
  if (settings.PORTAL_WORKERS === 0) return;
  const worker = await untilDone('the start of the worker', () => startWorker(settings.PORTAL_WORKERS));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      worker.stop().catch((error: unknown) => log.error({ err: error }, 'the worker did not stop cleanly'));
    });
  }
}

/** A portal without an admin says in its log how to become the first: whoever reads that runs the machine. */
async function announceFirstAdmin(): Promise<void> {
  const link = await firstAdminLink(wiring().contextFor(systemActor('start')));
  if (link) log.warn({}, `There is no admin yet. Create the first one, within 24 hours, once, at ${link}`);
}

/** The first gateway, as the environment names it. */
export function environmentGateway() {
  const { GATEWAY_URL, GATEWAY_SECRET, GATEWAY_ORG_ID, GATEWAY_PROXY_URL } = env();
  return {
    controlUrl: GATEWAY_URL,
    secret: GATEWAY_SECRET,
    gatewayOrgId: GATEWAY_ORG_ID,
    proxyUrl: GATEWAY_PROXY_URL,
  };
}

function envOrExit() {
  try {
    return env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
