import type { Context } from '@/core/context';
import { syncCredential } from '@/core/credentials/sync-credential';
import type { FaultPoint } from '@/core/fault-points';
import { QUICK } from './provisioning';
import type { Stage } from './provisioning-stage';

/** One way through the saga, and the points on it where it can fail. */
export type SagaPath = {
  /** What is done; the fault comes somewhere on the way. */
  name: 'claim' | 'revoke' | 'regenerate' | 'suspend' | 'resume' | 'renew' | 'change' | 'import' | 'end import';
  points: FaultPoint[];
  prepare(stage: Stage): Promise<{ credentialId: string; key?: string }>;
  walk(ctx: Context, stage: Stage, credentialId: string): Promise<void>;
  /** What a person does who saw it fail: presses again. */
  again(ctx: Context, credentialId: string): Promise<unknown>;
  /** What must be so in the end. */
  ends(stage: Stage, start: { credentialId: string; key?: string }): Promise<void>;
};

/** What the worker does for a key, with waits that are short enough for tests. */
export const sync = (ctx: Context, stage: Stage, credentialId: string) =>
  syncCredential(ctx, stage.gateways, { credentialId }, QUICK);
