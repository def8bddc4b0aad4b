import { approveAccessRequest } from '@/core/access-requests/approve';
import { askForChange } from './changes';
import { keysAt } from './provisioning';
import type { Stage } from './provisioning-stage';

/** The access policies that a key of the stage has on every plan. */
export const KEEPS = ['acl-payments', 'acl-weather'];

/** A key on the free plan, and a change to the standard one that an admin granted; the gateway does not know of it. */
export async function grantedChange(stage: Stage) {
  const { world } = stage;
  const made = await stage.activeKey({ plan: 'free' });
  const change = await askForChange(stage.as(world.ada), world, made.credentialId);
  await approveAccessRequest(stage.as(world.alan), { requestId: change.requestId });
  return { ...made, changeId: change.requestId };
}

/** What each key at the stage's gateway opens, as the gateway has it. */
export const policiesAt = (stage: Stage) => keysAt(stage.gateway).map(({ session }) => session.apply_policies);
