import type { Unit } from '../mutate';
import { tellAdmins } from '../notifications/tell-admins';

/** Tells every admin who may decide that somebody waits for activation: by mail and under the bell. */
export async function tellDeciders(unit: Unit, developer: { id: string; name: string }): Promise<void> {
  await tellAdmins(unit, {
    message: 'registration-to-decide',
    subjectId: developer.id,
    kind: 'registration_to_decide',
    title: `${developer.name} waits for activation`,
    href: `/admin/users/${developer.id}`,
  });
}
