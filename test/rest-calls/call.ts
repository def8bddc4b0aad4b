import type { Scope } from '@/core/api-tokens/scopes';
import type { Stage } from '../provisioning-stage';

/** The admins of the cast, whose programs call. */
export type RestRole = 'priya' | 'alan' | 'arun' | 'audrey';

/**
 * How one operation is called so that it succeeds, and for whom. `stage` makes anew what it is about, as often as it is
 * asked within one world: names that must be new are drawn with `fresh`.
 */
export type RestCall = {
  scope: Scope;
  stage(stage: Stage): Promise<{ path: string; body?: Record<string, unknown> }>;
  /** Roles that may, with the scope. */
  may: readonly RestRole[];
  status: 200 | 201 | 202 | 204;
  /** A field of the body and a value that it cannot have. */
  wrong?: [field: string, value: unknown];
  /** What a second call of the same answers, where that is told: 409 where the state has passed, 404 where it is gone. */
  again?: 200 | 204 | 404 | 409;
};

/** Who may read. */
export const everyAdmin: readonly RestRole[] = ['priya', 'alan', 'arun', 'audrey'];
/** Who may decide. */
export const deciders: readonly RestRole[] = ['priya', 'alan', 'arun'];
/** Who runs the portal: owner and admin. */
export const runners: readonly RestRole[] = ['priya', 'alan'];

/** A plain read of what the world has. */
export const reads = (scope: Scope, path: (stage: Stage) => string): RestCall => ({
  scope,
  stage: async (stage) => ({ path: path(stage) }),
  may: everyAdmin,
  status: 200,
});

let drawn = 0;

/** A name that nothing has yet. */
export function fresh(word: string): string {
  drawn += 1;
  return `${word} ${drawn}`;
}
