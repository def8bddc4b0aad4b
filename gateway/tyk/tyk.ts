import type { ControlApi } from './control-api';
import type { TykLimits } from './limits';
import type { Sentinel } from './sentinel';

/** What every operation on one gateway works with. */
export type Tyk = {
  api: ControlApi;
  sentinel: Sentinel;
  orgId: string;
  limits: TykLimits;
  /** Milliseconds since 1970. */
  now: () => number;
};
