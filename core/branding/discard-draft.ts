import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { brandingChanges, brandingOf } from './branding';
import { lockSettings, writeSettings } from './change-branding';
import { readDraft } from './read-draft';

/**
 * Throws the draft away, also one that cannot be read; what is live stays. Throws `conflict` when there is none or the
 * settings were changed meanwhile.
 */
export async function discardBrandingDraft(ctx: Context, input: { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const before = await lockSettings(unit, input.version);
    if (before.brandingDraft === null) throw conflict('There is no draft to discard.');
    await writeSettings(unit, { brandingDraft: null });
    const draft = readDraft(before.brandingDraft);
    const changes = draft ? brandingChanges(draft, brandingOf(before)) : {};
    await unit.audit('branding.draft_discarded', { kind: 'settings', id: null }, { changes });
  });
}
