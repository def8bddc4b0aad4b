import type { Unit } from '../mutate';

/**
 * Tells somebody by mail what changed in how they prove who they are: it may have been a thief. `change` is a sentence.
 */
export async function tellOwner(unit: Unit, userId: string, change: string): Promise<void> {
  await unit.mail({ message: 'second-factor-changed', to: { userId }, subjectId: userId, facts: { change } });
}
