/** What one pass found and did at one gateway. Without `fix` it did nothing. */
export type GatewayReport = {
  gatewayId: string;
  name: string;
  /** `silent` and `secret_refused`: it could not be asked, so nothing about it is known and nothing was done. */
  state: 'checked' | 'silent' | 'secret_refused';
  /** Credentials that were compared. */
  checked: number;
  /** Active here, proven absent there. */
  missing: number;
  /** There, but not as approved. */
  drifted: number;
  /** Ended here, alive there. */
  zombies: number;
  /** With this portal's mark, unknown to its database. */
  orphans: number;
  repaired: number;
  quarantined: number;
  deleted: number;
  /** Whether the gateway's own list was compared as well. */
  listing: 'compared' | 'unsupported' | 'not_read';
  /** Why nothing was done about the orphans: too many of them. */
  stopped: string | null;
};

/** What one run found and did, gateway by gateway. */
export type ReconcileReport = {
  /** `somebody_else`: another process is at it. */
  outcome: 'done' | 'somebody_else';
  gateways: GatewayReport[];
  /** Credentials whose job never came. */
  stuck: number;
  /** Workers that had died with jobs in their hands. */
  deadWorkers: number;
  /** What waits for people or for other machines. */
  waiting: { unsentMails: number; deadJobs: number; unclaimedApprovals: number };
};

/** A report of a gateway that nothing was asked of yet. */
export function emptyGatewayReport(gateway: { id: string; name: string }): GatewayReport {
  return {
    gatewayId: gateway.id,
    name: gateway.name,
    state: 'checked',
    checked: 0,
    missing: 0,
    drifted: 0,
    zombies: 0,
    orphans: 0,
    repaired: 0,
    quarantined: 0,
    deleted: 0,
    listing: 'not_read',
    stopped: null,
  };
}
