import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { restCalls } from '@/test/rest-calls';
import type { Operation } from './operation';
import { operations } from './resources/operations';

const inStage = provisioningStage();
/** Calls of each operation. Enough to find what a hundred find, and done in seconds. */
const RUNS = 12;

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

/** One world for all of a kind: what is drawn seldom changes anything, and a world costs more than its calls. */
test.each(['get', 'post'] as const)(
  'every %s answers whatever is sent, and never by a fault',
  (method) =>
    inStage(
      async (stage) => {
        const door = await openRestDoor(stage.db, { gateways: stage.gateways });
        for (const operation of operations.filter((each) => each.method === method)) {
          const { token } = await seedToken(stage.db, stage.world.priya);
          await answersWhatever(stage, door, token, operation);
        }
        await door.close();
        await stage.settle();
      },
      { skipInvariants: true },
    ),
  120_000,
);

async function answersWhatever(stage: Stage, door: RestDoor, token: string, operation: Operation): Promise<void> {
  const { operationId, method } = operation;
  const call = restCalls[operationId];
  if (!call) throw new Error(`no row for ${operationId}`);
  const usual = await call.stage(stage);
  const isRead = method === 'get';
  const property = fc.asyncProperty(
    drawn(namesOf(operation.query), text),
    drawn(namesOf(operation.body), value),
    fc.boolean(),
    async (query, body, keepsUsual) => {
      const search = new URLSearchParams(Object.entries(query).map(([name, word]) => [name, String(word)]));
      const what = `${method.toUpperCase()} ${usual.path}${isRead ? `?${search}` : ''}`;
      const sent = isRead ? {} : { body: keepsUsual ? { ...usual.body, ...body } : body };
      const got = await door.call(what, { token, ...sent });
      expect([200, 201, 404, 409, 422], `${what} ${got.text}`).toContain(got.status);
      if (got.status >= 400) expect(got.json).toMatchObject({ status: got.status, errors: expect.anything() });
    },
  );
  await fc.assert(property, { numRuns: RUNS });
  expect(door.faults, operationId).toEqual([]);
}
