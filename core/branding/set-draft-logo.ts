import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { brandingChanges, brandingOf } from './branding';
import { lockSettings, requireLogo, writeSettings } from './change-branding';
import { readDraft } from './read-draft';

/**
 * Puts an uploaded picture into the draft as the logo, or takes the logo out of it (null). Throws `invalid` when the
 * picture is a product's or not there, and `conflict` when the settings were changed since `version`.
 */
export async function setDraftLogo(ctx: Context, input: { imageId: string | null; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const row = await lockSettings(unit, input.version);
    const before = readDraft(row.brandingDraft) ?? brandingOf(row);
    const wanted = { ...before, logoImageId: input.imageId };
    await requireLogo(unit, wanted);
    await writeSettings(unit, { brandingDraft: wanted });
    const changes = brandingChanges(before, wanted);
    await unit.audit('branding.draft_saved', { kind: 'settings', id: null }, { changes });
  });
}
