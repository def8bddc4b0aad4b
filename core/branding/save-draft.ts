import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { brandingChanges, brandingOf } from './branding';
import { lockSettings, writeSettings } from './change-branding';
import { parseBranding, type TypedBranding } from './parse-branding';
import { readDraft } from './read-draft';

/**
 * Keeps what the branding will be; nobody but admins who preview it sees any of it. The logo stays as it is: see
 * `setDraftLogo`. Throws `invalid`, and `conflict`
 * when the settings were changed since `version`.
 */
export async function saveBrandingDraft(
  ctx: Context,
  input: Omit<TypedBranding, 'logoImageId'> & { version: number },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, ...typed } = input;
    const row = await lockSettings(unit, version);
    const before = readDraft(row.brandingDraft) ?? brandingOf(row);
    const wanted = parseBranding({ ...typed, logoImageId: before.logoImageId });
    await writeSettings(unit, { brandingDraft: wanted });
    const changes = brandingChanges(before, wanted);
    await unit.audit('branding.draft_saved', { kind: 'settings', id: null }, { changes });
  });
}
