import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { type Branding, brandingChanges, brandingOf } from './branding';
import { lockSettings, writeSettings } from './change-branding';
import { parseBranding } from './parse-branding';

/**
 * Changes the branding for everybody at once, without a draft to look at before: for programs. The logo stays as it is.
 * Throws `invalid`, and `conflict` when the settings were changed since `version` or somebody has a draft, which this
 * would contradict.
 */
export async function changeBrandingNow(
  ctx: Context,
  input: Omit<Branding, 'logoImageId'> & { version: number },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, ...typed } = input;
    const row = await lockSettings(unit, version);
    if (row.brandingDraft !== null) {
      throw conflict('There is a draft of the branding, which this would contradict. Publish or discard it first.');
    }
    const before = brandingOf(row);
    const wanted = parseBranding({ ...typed, logoImageId: row.logoImageId });
    await writeSettings(unit, wanted);
    const changes = brandingChanges(before, wanted);
    await unit.audit('branding.published', { kind: 'settings', id: null }, { changes });
  });
}
