import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSettings } from './change-settings';
import type { Settings } from './read';

const NAME_MAX = 60;

export type GeneralSettings = Pick<
  Settings,
  'portalName' | 'registration' | 'autoApproveDevelopers' | 'organizationsMayRegister' | 'autoApproveOrganizations'
>;

/** Changes who may get in and how. Counts from the next request on. Throws `conflict` when they were changed meanwhile. */
export async function changeGeneralSettings(ctx: Context, input: GeneralSettings & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, ...wanted } = input;
    const portalName = wanted.portalName.trim();
    if (!portalName || portalName.length > NAME_MAX) throw invalid('portalName', `Use 1 to ${NAME_MAX} characters.`);
    await changeSettings(unit, { ...wanted, portalName }, version);
  });
}
