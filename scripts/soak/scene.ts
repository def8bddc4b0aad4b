import type { Database } from '@/db/client';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import type { Chance } from './chance';
import type { Wish } from './offer';
import type { Person } from './people';
import type { Outcome, Tally } from './tally';

/** What those who act can see: the portal by HTTP, and past the disturbed line what there is to act on. */
export type Scene = {
  url: string;
  gateway: DemoGateway;
  db: Database;
  chance: Chance;
  people: readonly Person[];
  wishes: readonly Wish[];
  tally: Tally;
};

/** Something that an admin does with their token. Throws only for a fault of the soak itself. */
export type Act = { name: string; run(scene: Scene, token: string): Promise<Outcome> };
