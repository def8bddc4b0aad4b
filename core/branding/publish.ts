import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { brandingChanges, brandingOf } from './branding';
import { lockSettings, requireLogo, writeSettings } from './change-branding';
import { readDraft } from './read-draft';

/** Makes the draft live for everybody. Throws `conflict` when there is none or the settings were changed meanwhile. */
export async function publishBranding(ctx: Context, input: { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const before = await lockSettings(unit, input.version);
    const draft = readDraft(before.brandingDraft);
    if (!draft) throw conflict('There is no draft to publish.');
    await requireLogo(unit, draft);
    await writeSettings(unit, { ...draft, brandingDraft: null });
    const changes = brandingChanges(brandingOf(before), draft);
    await unit.audit('branding.published', { kind: 'settings', id: null }, { changes });
  });
}
