/** One HTTP call to an address that a person or a document named. */
export type OutboundCall = {
  method: string;
  /** `http` or `https`, without user and password. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
  /** Whether addresses of private networks may be reached: only where the operator or an admin chose the address. */
  reachesPrivate: boolean;
  timeoutMs: number;
  /** The answer is cut behind so many bytes. */
  maxBytes: number;
};

/** What became of a call. `failed`: nobody knows whether the other side did what it was asked for. */
export type OutboundOutcome =
  | {
      outcome: 'answered';
      status: number;
      statusText: string;
      /** In the order in which they came; a name may come twice. */
      headers: readonly (readonly [name: string, value: string])[];
      body: Uint8Array;
      isCut: boolean;
      ms: number;
    }
  /** Nothing was sent: what is wrong with the address, as a sentence for people. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; reason: string; ms: number };

/**
 * Calls an address without following redirects; the address that the name resolved to is the one that was checked and is
 * called. Never throws for what an address or a server may do.
 */
export interface Outbound {
  send(call: OutboundCall): Promise<OutboundOutcome>;
}
