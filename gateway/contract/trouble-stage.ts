import { afterAll, afterEach, beforeAll } from 'vitest';
import type { GatewayPort } from '@/core/ports/gateway';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway, type TykGatewayConfig } from '../tyk/tyk-gateway';
import { newId, newWish } from './new-wish';

/** What the stage's gateway is called with; it must turn up in no outcome. */
export const STAGE_SECRET = 'a-secret-that-must-not-travel';
/** Deadline of one call on the stage, milliseconds; a busy machine answers an untroubled call in less. */
export const STAGE_TIMEOUT_MS = 600;
/** For polls: the machine may be busy. */
export const PATIENCE = { timeout: 10_000 };

/** A demo gateway for a file of tests, and adapters to it. Calm and empty before each test. */
export function troubleStage() {
  let demo: DemoGateway;
  let gateway: GatewayPort;

  const adapter = (config: Partial<TykGatewayConfig> = {}): GatewayPort =>
    createTykGateway({
      controlUrl: demo.url,
      secret: STAGE_SECRET,
      orgId: DEMO_ORG_ID,
      sentinelId: newId(),
      timeoutMs: STAGE_TIMEOUT_MS,
      // Each test asks the gateway itself; the breaker has tests of its own.
      limits: { unknownsToOpen: Number.POSITIVE_INFINITY, refusedPauseMs: 0 },
      ...config,
    });

  beforeAll(async () => {
    demo = await startDemoGateway({ port: 0, secret: STAGE_SECRET, orgId: DEMO_ORG_ID, config: { storeHangMs: 50 } });
    gateway = adapter();
  });
  afterEach(async () => {
    demo.switches.reset();
    await demo.wipeStore();
    demo.clearCalls();
  });
  afterAll(() => demo.close());

  return {
    demo: () => demo,
    gateway: () => gateway,
    adapter,
    storedIds: () => demo.keys().map((key) => key.id),
    /** A key that is there, without trouble. */
    async issued() {
      const wish = newWish();
      const put = await gateway.putKey(wish, { firstIssue: true });
      if (put.outcome !== 'applied') throw new Error('not issued');
      return { ...put, wish };
    },
  };
}
