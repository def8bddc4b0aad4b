import { expect, test } from 'vitest';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { castOf, seedWorld } from '@/test/world';
import { changeGeneralSettings } from './change-general';
import { getAllSettings } from './get-all';
import { getGeneralSettings } from './get-general';
import { getRequestSettings } from './get-requests';

test('what was read can be given back as it is, with its version', () =>
  inSandbox(async (db) => {
    const { alan } = await seedWorld(db);
    const ctx = contextFor(db, alan);
    const before = await getGeneralSettings(ctx);
    await changeGeneralSettings(ctx, { ...before, portalName: 'Lamp works' });
    expect(await getGeneralSettings(ctx)).toEqual({ ...before, portalName: 'Lamp works', version: before.version + 1 });
    expect((await getRequestSettings(ctx)).version).toBe(before.version + 1);
  }));

// Put `...settings` into either answer and this must fail: the installation's name among keys is nobody's to read here.
test('every portal admin reads the settings and nobody else, and only what the page shows', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    for (const [who, actor] of Object.entries(castOf(world))) {
      const expected = actor.kind === 'admin' ? 'ok' : 'not_found';
      for (const read of [getGeneralSettings, getRequestSettings, getAllSettings]) {
        const became = await outcome(read(contextFor(db, actor)));
        expect([who, read.name, became]).toEqual([who, read.name, expected]);
      }
    }
    const ctx = contextFor(db, world.audrey);
    const shown = {
      ...(await getGeneralSettings(ctx)),
      ...(await getRequestSettings(ctx)),
      ...(await getAllSettings(ctx)),
    };
    expect(Object.keys(shown)).not.toContain('portalInstance');
  }));
