import { expect } from 'vitest';
import { coversScope, type Scope, scopes } from '@/core/api-tokens/scopes';
import type { Operation } from '@/server/rest/operation';
import type { provisioningStage, Stage } from './provisioning-stage';
import { type Got, openRestDoor, type RestDoor, type Sent, seedToken } from './rest';
import { restCalls } from './rest-calls';
import type { RestCall, RestRole } from './rest-calls/call';
import { undescribed } from './rest-document';

/** The API behind a stage, and the tokens with which its tests ask. */
export type Desk = {
  door: RestDoor;
  stage: Stage;
  /** A token of every admin for everything. */
  tokens: Record<RestRole, string>;
  /** Priya's token for nothing but this. */
  narrow(scope: Scope): Promise<string>;
  /** Priya's token for everything but this. */
  others(scope: Scope): Promise<string>;
};

/** One operation, called as its row says. */
export type Wish = {
  operation: Operation;
  row: RestCall;
  path: string;
  body: Record<string, unknown>;
  /** Whatever is answered stands in the document. `at` is another address than the row's. */
  call(token: string | null, more?: Sent & { at?: string }): Promise<Got>;
};

/** A test at the API's desk; whatever it did, there was no fault. */
export function atTheDesk(
  inStage: ReturnType<typeof provisioningStage>,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  return inStage(
    async (stage) => {
      const door = await openRestDoor(stage.db, { gateways: stage.gateways });
      const { priya, alan, arun, audrey } = stage.world;
      const of = async (admin: typeof priya, held = scopes) =>
        (await seedToken(stage.db, admin, { scopes: held })).token;
      try {
        await work({
          ...{ door, stage },
          tokens: { priya: await of(priya), alan: await of(alan), arun: await of(arun), audrey: await of(audrey) },
          narrow: (scope) => of(priya, [scope]),
          others: (scope) =>
            of(
              priya,
              scopes.filter((held) => !coversScope([held], scope)),
            ),
        });
        expect(door.faults).toEqual([]);
        await stage.settle();
      } finally {
        await door.close();
      }
    },
    { skipInvariants: true },
  );
}

/** What the operation is about, made anew. */
export async function wishFor(operation: Operation, { door, stage }: Desk): Promise<Wish> {
  const { operationId, method, body: schema } = operation;
  const row = restCalls[operationId];
  if (!row) throw new Error(`test/rest-calls has no row for ${operationId}`);
  const { path, body = {} } = await row.stage(stage);
  return {
    ...{ operation, row, path, body },
    async call(token, { at = path, ...more } = {}) {
      const what = `${method.toUpperCase()} ${at}`;
      const got = await door.call(what, { token, ...(schema && { body }), ...more });
      expect(undescribed(operation, got), `${what} ${got.text}`).toBeNull();
      return got;
    },
  };
}
