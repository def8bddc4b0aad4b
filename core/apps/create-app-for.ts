import { lockAsker } from '../cart/lock-asker';
import type { Context } from '../context';
import { nameOfActor } from '../identity/actor';
import { developerToActFor } from '../members/developer-to-act-for';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { checkSharing, type Sharing, sharerOf } from './check-sharing';
import { insertApp } from './insert-app';

/** An app that an admin makes for a developer. */
export type AppFor = {
  developerId: string;
  name: string;
  description?: string | undefined;
  /** Otherwise shared with the organization, or personal in the default organization. */
  visibility?: Sharing['visibility'] | undefined;
  teamId?: string | undefined;
};

/**
 * An app for a developer, who owns it as if they had made it, and is told. Throws `forbidden`; `invalid` for
 * `developerId`, `appName`, `appDescription`, `visibility` and `teamId`; `conflict` when the developer or their
 * organization is not active.
 */
export async function createAppFor(ctx: Context, input: AppFor): Promise<{ appId: string }> {
  authorize(ctx.actor, 'app.create_for');
  return mutate(ctx, async (unit) => {
    const developer = await developerToActFor(unit.tx, input.developerId);
    await lockAsker(unit.tx, developer);
    const { visibility, teamId = null, name, description = '' } = input;
    const sharing = visibility && { visibility, teamId: visibility === 'team' ? teamId : null };
    if (sharing) await checkSharing(unit, sharerOf(developer, developer.userId), sharing);
    const app = await insertApp(unit, developer, { name, description, madeFor: nameOfActor(developer), ...sharing });
    await unit.notify({
      userId: developer.userId,
      kind: 'app.created',
      title: `The app ${app.name} was made for you`,
      href: `/apps/${app.id}`,
    });
    return { appId: app.id };
  });
}
