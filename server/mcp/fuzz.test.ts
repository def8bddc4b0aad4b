import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { inSandbox } from '@/test/harness';
import { openMcpDoor } from '@/test/mcp';
import { seedRequest } from '@/test/requests';
import { documentProduct } from '@/test/trying';
import { seedWorld } from '@/test/world';
import { tools } from './tools/all';

/** Calls of each tool. */
const RUNS = 12;

/** Texts that have broken things elsewhere, what is right, and all others. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', '\0', '\ud800', "'; drop table users; --", '%', '_', '\\', '../..', '9'.repeat(40), newId()),
  fc.constantFrom(
    'payments',
    'public',
    'standard',
    'free',
    'health',
    'maps',
    '/products/payments/docs/payments.md?schema=%',
  ),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.array(text, { maxLength: 3 }), fc.integer());

test('whatever a tool is sent, it answers in words, and never by a fault', { timeout: 60_000 }, () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await documentProduct(db, world.payments.id);
    const { requestId } = await seedRequest(db, world);
    const place = { product: 'payments', api: 'payments' };
    const right: Record<string, Record<string, unknown>> = {
      search: { query: 'pay' },
      list_operations: place,
      get_product: { product: 'payments' },
      get_operation: { ...place, operation: 'health' },
      get_schema: place,
      read_page: { path: '/products/payments.md' },
      get_request: { request_id: requestId },
      cancel_request: { request_id: requestId },
      request_access: { catalog: 'public', products: ['payments'], plan: 'standard', app_name: 'A' },
    };
    const door = await openMcpDoor(db);
    const agent = await door.agentOf(world.ada);
    for (const { name, input } of tools) {
      const names = Object.keys(input.shape);
      const part =
        names.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 });
      const sent = fc.oneof(
        part,
        part.map((wrong) => ({ ...right[name], ...wrong })),
      );
      const property = fc.asyncProperty(sent, async (wish) => {
        const told = await agent.tool(name, wish);
        expect(told.text).not.toMatch(/The portal failed|Failed query/);
      });
      await fc.assert(property, { numRuns: RUNS });
      expect(door.faults, name).toEqual([]);
      // What is right is told: the calls above were about something. A cancelled request is cancelled once.
      const told = await agent.tool(name, { ...right[name] });
      if (name !== 'cancel_request') expect(told, name).toMatchObject({ isError: false });
    }
    await door.close();
  }),
);
