import { conflict } from '../errors';

/** An organization that was rejected or closed is history: nothing in it changes any more. Throws `conflict`. */
export function refuseEnded(organization: { name: string; status: string }): void {
  if (organization.status !== 'rejected' && organization.status !== 'closed') return;
  throw conflict(`${organization.name} does not exist any more.`);
}
