import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { GeneralSettings } from './change-general';
import { readSettings } from './read';

/** Who may get in and how, with the version to give back when saving. Throws `not_found` for all but portal admins. */
export async function getGeneralSettings(ctx: Context): Promise<GeneralSettings & { version: number }> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const settings = await readSettings(ctx.db);
  const { portalName, signedInOnly, registration, autoApproveDevelopers, terms, version } = settings;
  const { organizationsMayRegister, autoApproveOrganizations, allowedDomains, refusedDomains } = settings;
  const { invitationDays, organizationCloseDays, adminsNeedSecondFactor } = settings;
  return {
    ...{ portalName, signedInOnly, registration, autoApproveDevelopers, terms, version },
    ...{ organizationsMayRegister, autoApproveOrganizations, allowedDomains, refusedDomains },
    ...{ invitationDays, organizationCloseDays, adminsNeedSecondFactor },
  };
}
