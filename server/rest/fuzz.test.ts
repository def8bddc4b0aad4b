import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { provisioningStage } from '@/test/provisioning-stage';
import { openRestDoor, seedToken } from '@/test/rest';
import { restCalls } from '@/test/rest-calls';
import { operations } from './resources/operations';

const inStage = provisioningStage();
/** Calls of each operation. Enough to find what a hundred find, and done in seconds. */
const RUNS = 25;

/** Texts that have broken things elsewhere, among all others. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    "'; drop table users; --",
    '%',
    '_',
    '\\',
    '../..',
    '{{7*7}}',
    '9'.repeat(40),
    newId(),
  ),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.constant(null));

/** The names that an operation knows, so that what is drawn gets past the first look. */
function namesOf(schema: { shape: object } | null): string[] {
  return Object.keys(schema?.shape ?? {});
}

const drawn = (names: readonly string[], of: fc.Arbitrary<unknown>) =>
  names.length === 0
    ? fc.constant({})
    : fc.dictionary(fc.constantFrom(...names), of, { maxKeys: Math.min(4, names.length) });

test.each(operations.map((operation) => [operation.operationId, operation] as const))(
  '%s answers whatever is sent, and never by a fault',
  (operationId, operation) =>
    inStage(
      async (stage) => {
        const door = await openRestDoor(stage.db, { gateways: stage.gateways });
        const { token } = await seedToken(stage.db, stage.world.priya);
        const call = restCalls[operationId];
        if (!call) throw new Error(`no row for ${operationId}`);
        const usual = await call.stage(stage);
        const isRead = operation.method === 'get';
        await fc.assert(
          fc.asyncProperty(
            drawn(namesOf(operation.query), text),
            drawn(namesOf(operation.body), value),
            fc.boolean(),
            async (query, body, keepsUsual) => {
              const search = new URLSearchParams(Object.entries(query).map(([name, word]) => [name, String(word)]));
              const what = `${operation.method.toUpperCase()} ${usual.path}${isRead ? `?${search}` : ''}`;
              const sent = isRead ? {} : { body: keepsUsual ? { ...usual.body, ...body } : body };
              const got = await door.call(what, { token, ...sent });
              expect([200, 201, 404, 409, 422], got.text).toContain(got.status);
              if (got.status >= 400) expect(got.json).toMatchObject({ status: got.status, errors: expect.anything() });
            },
          ),
          { numRuns: RUNS },
        );
        expect(door.faults).toEqual([]);
        await door.close();
        await stage.settle();
      },
      { skipInvariants: true },
    ),
  60_000,
);
