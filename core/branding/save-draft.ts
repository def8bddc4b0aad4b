import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { brandingChanges, brandingOf } from './branding';
import { lockSettings, requireLogo, writeSettings } from './change-branding';
import { parseBranding, type TypedBranding } from './parse-branding';
import { readDraft } from './read-draft';

/**
 * Keeps what the branding will be; nobody but admins who preview it sees any of it. Throws `invalid`, and `conflict`
 * when the settings were changed since `version`.
 */
export async function saveBrandingDraft(ctx: Context, input: TypedBranding & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, ...typed } = input;
    const wanted = parseBranding(typed);
    const before = await lockSettings(unit, version);
    await requireLogo(unit, wanted);
    await writeSettings(unit, { brandingDraft: wanted });
    const changes = brandingChanges(readDraft(before.brandingDraft) ?? brandingOf(before), wanted);
    await unit.audit('branding.draft_saved', { kind: 'settings', id: null }, { changes });
  });
}
