import { z } from 'zod';

const milliseconds = z.number().int().min(0).max(600_000).default(0);
const off = z.boolean().default(false);

/** Every trouble that the demo gateway can make. All of them are off by default. */
export const switchesSchema = z.strictObject({
  /** The whole gateway but its control page: connections are cut without an answer, or everything answers 503. */
  down: z.enum(['no', 'cut', '503']).default('no'),

  /** Which control calls meet the troubles below; none named means all. */
  only: z.array(z.enum(['GET', 'POST', 'PUT', 'DELETE'])).default([]),
  /** How many calls meet them before they stop; 0 is all. */
  times: z.number().int().min(0).default(0),
  /** Acts at once, answers late. */
  slowMs: milliseconds,
  /** Never answers, never acts. */
  hang: off,
  /** Acts, then cuts the connection. */
  answerLost: off,
  /** Cuts the connection before it acts. */
  resetBefore: off,
  /** Keeps silent and acts late, when the caller has given up. */
  lateApplyMs: milliseconds,
  /** Answers as if the secret were wrong. */
  wrongSecret: off,
  /** Answers with this status, and does not act. */
  status: z.union([z.literal(0), z.literal(429), z.literal(500), z.literal(502), z.literal(503)]).default(0),
  /** Malformed and huge act first; HTML and redirect come from something in front of the gateway. */
  answer: z.enum(['normal', 'malformed', 'html', 'huge', 'redirect']).default('normal'),
  redirectTo: z.string().default('http://127.0.0.1:9/'),

  /** Its Redis is gone: 404 for every key, an empty list, 500 for an import (gateway.md 9). */
  storeDown: off,
  /** Its Redis does not answer: writes take their time and fail. */
  storeHang: off,

  /** Answers 200 and grants fewer rights than asked. */
  lieFewerRights: off,
  /** Answers 200 to a DELETE and keeps the key. */
  lieDelete: off,
  /** Answers 200 to the write of a policy and writes nothing, or forgets which parts of it count. */
  liePolicy: z.enum(['no', 'nothing', 'partitions']).default('no'),
  /** Answers with a key hash of this length; 0 is the true one. */
  lieHashLength: z.union([z.literal(0), z.literal(8), z.literal(16), z.literal(32), z.literal(64)]).default(0),

  /** `enable_hashed_keys_listing` off. */
  listingOff: off,
  /** GET sends zero fields, as before 5.12. */
  zeroFields: off,
  /** `policy_source: service`: policies come from a Dashboard, and writing them here is refused. */
  policiesFromService: off,
  /** No policy routes, as before 4.1. */
  noPolicyRoutes: off,

  /** How long the echo upstream takes. */
  upstreamDelayMs: milliseconds,
  /** Calls do not write keys with a quota back (gateway.md 7 switched off). */
  noWriteBack: off,
});

/** The troubles of one moment. */
export type Switches = z.output<typeof switchesSchema>;

/** No trouble at all. */
export const CALM: Switches = switchesSchema.parse({});

/** Holds the switches, and counts down the troubles that last for some calls only. */
export type SwitchBoard = {
  get(): Switches;
  /** Throws a ZodError when a value is none. */
  set(patch: Partial<Switches>): Switches;
  reset(): void;
  /** The switches as they count for one control call. */
  forCall(method: string): Switches;
};

/** All is calm at first. */
export function createSwitchBoard(): SwitchBoard {
  let switches = CALM;
  const withoutCallTroubles = () => ({ ...switches, ...NO_CALL_TROUBLES });

  return {
    get: () => switches,
    set(patch) {
      switches = switchesSchema.parse({ ...switches, ...patch });
      return switches;
    },
    reset() {
      switches = CALM;
    },
    forCall(method) {
      const isMeant = switches.only.length === 0 || switches.only.some((only) => only === method);
      if (!isMeant) return withoutCallTroubles();
      const met = switches;
      if (met.times === 1) switches = { ...withoutCallTroubles(), times: 0, only: [] };
      else if (met.times > 1) switches = { ...switches, times: met.times - 1 };
      return met;
    },
  };
}

const NO_CALL_TROUBLES: Partial<Switches> = {
  slowMs: 0,
  hang: false,
  answerLost: false,
  resetBefore: false,
  lateApplyMs: 0,
  wrongSecret: false,
  status: 0,
  answer: 'normal',
  lieFewerRights: false,
  lieDelete: false,
  liePolicy: 'no',
  lieHashLength: 0,
};
