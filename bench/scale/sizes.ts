/** How many rows of each kind a portal has. */
export type Sizes = {
  organizations: number;
  teams: number;
  users: number;
  apps: number;
  requests: number;
  events: number;
  mails: number;
};

/** What `spec/performance.md` wants to be held, and mails and notifications beside it. */
export const fullSizes: Sizes = sizesAt(1);

/** The same portal at a part of the size; at least a handful of everything. */
export function sizesAt(part: number): Sizes {
  const organizations = Math.max(Math.round(50_000 * part), 10);
  return {
    organizations,
    teams: organizations * 3,
    users: organizations * 20,
    apps: organizations * 6,
    requests: organizations * 20,
    events: organizations * 100,
    mails: organizations * 20,
  };
}
