/** The status codes that the figures count one by one, and what is left of their class. */
export const USAGE_CODES = [
  '400',
  '401',
  '403',
  '404',
  '429',
  '4xx',
  '500',
  '501',
  '502',
  '503',
  '504',
  '5xx',
] as const;
/** One of them. */
export type UsageCode = (typeof USAGE_CODES)[number];

/** What calls came to. `succeeded` are answers with 2xx; `errors` those with 400 and above. */
export type UsageTally = {
  calls: number;
  succeeded: number;
  errors: number;
  /** All calls together, as the gateway measured them. */
  latencyMs: number;
  codes: Readonly<Record<UsageCode, number>>;
};

/** What figures are asked for. */
export type UsageQuestion = {
  /** `keys` are named by their hash at the gateway, or by the key itself where the gateway keeps keys in the clear. */
  of: 'keys' | 'apis';
  names: readonly string[] | 'all';
  /** From this moment, up to but without the other; both at the start of an hour. */
  from: Date;
  until: Date;
  /** One figure for each hour or day (UTC), or one for all of the time. */
  each: 'hour' | 'day' | 'whole';
  /** One figure for each name, for each name and each API that it called (keys only), or one for all names. */
  split: 'name' | 'name_and_api' | 'none';
};

/** A figure; what it is not split by is null. */
export type UsageFigure = UsageTally & {
  name: string | null;
  apiId: string | null;
  at: Date | null;
  lastCallAt: Date;
};

/** There are no figures now; `reason` is for the operator. */
export type UsageUnavailable = { outcome: 'unavailable'; reason: string };
/** Hours, days and names without a call have no figure. */
export type UsageAnswer = { outcome: 'figures'; figures: readonly UsageFigure[] } | UsageUnavailable;
/** The first and the last hour that has figures; null where there are none. */
export type UsageReach = { outcome: 'figures'; first: Date | null; last: Date | null } | UsageUnavailable;

/** Where a gateway's calls are counted. Never throws for a place that is away or has no figures. */
export interface UsageFigures {
  /** The figures that the question asks for. */
  tally(question: UsageQuestion): Promise<UsageAnswer>;
  /** From when to when there are figures of these APIs. */
  reach(apiIds: readonly string[]): Promise<UsageReach>;
}
