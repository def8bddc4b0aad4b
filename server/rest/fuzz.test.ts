import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { provisioningStage } from '@/test/provisioning-stage';
import { bodiesOf } from '@/test/rest-bodies';
import { atTheDesk, type Desk, wishFor } from '@/test/rest-desk';
import type { Operation } from './operation';
import { operations } from './resources/operations';

const inStage = provisioningStage();
/** Calls of each operation, of either kind; each run of CI draws others. `FUZZ_RUNS=100` looks longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2);

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

const tags = [...new Set(operations.map(({ tag }) => tag))];

/** One world for all of a resource: what is drawn seldom changes anything, and a world costs more than its calls. */
test.each(tags)(
  '%s: every operation answers as its document says, whatever is sent, and never by a fault',
  (tag) =>
    atTheDesk(inStage, async (desk) => {
      for (const operation of operations.filter((each) => each.tag === tag)) {
        const work = operation.method === 'get' ? readsWhatever : takesWhatever;
        await work(operation, desk);
        expect(desk.door.faults, operation.operationId).toEqual([]);
      }
    }),
  60_000,
);

async function readsWhatever(operation: Operation, desk: Desk): Promise<void> {
  const { path, call } = await wishFor(operation, desk);
  const property = fc.asyncProperty(drawn(namesOf(operation.query), text), async (query) => {
    const search = new URLSearchParams(Object.entries(query).map(([name, word]) => [name, String(word)]));
    expect([200, 404, 422, 429]).toContain((await call(desk.tokens.priya, { at: `${path}?${search}` })).status);
  });
  await fc.assert(property, { numRuns: RUNS });
}

/** What is nothing but wrong, what is wrong in a part, and what the document calls right. */
async function takesWhatever(operation: Operation, desk: Desk): Promise<void> {
  if (!operation.body || operation.takesDocument) return;
  const { body: usual, call } = await wishFor(operation, desk);
  const wrong = drawn(namesOf(operation.body), value);
  const sent = fc.oneof(
    wrong,
    wrong.map((part) => ({ ...usual, ...part })),
    bodiesOf(operation),
    bodiesOf(operation).map((part) => ({ ...usual, ...part })),
  );
  const property = fc.asyncProperty(sent, async (body) => {
    const { status, text: said } = await call(desk.tokens.priya, { body });
    expect([200, 201, 202, 204, 404, 409, 422, 429], said).toContain(status);
  });
  await fc.assert(property, { numRuns: 2 * RUNS });
}
