import { admins } from './authorization/admins';
import { apiTokens } from './authorization/api-tokens';
import { asking } from './authorization/asking';
import { audit } from './authorization/audit';
import { brandingAndPages } from './authorization/branding';
import { catalogsOfThePortal } from './authorization/catalogs';
import { changing } from './authorization/changing';
import { deciding } from './authorization/deciding';
import { dialogue } from './authorization/dialogue';
import { forDevelopers } from './authorization/for-developers';
import { gatewayRows } from './authorization/gateways';
import { importing } from './authorization/importing';
import { inbox } from './authorization/inbox';
import { invitations } from './authorization/invitations';
import { inviteCodes } from './authorization/invite-codes';
import { joining } from './authorization/joining';
import { keyCare } from './authorization/key-care';
import { keys } from './authorization/keys';
import { leaving } from './authorization/leaving';
import { mail } from './authorization/mail';
import { operating } from './authorization/operating';
import { organizationHome } from './authorization/organization-home';
import { organizationsOfThePortal } from './authorization/organizations';
import { people } from './authorization/people';
import { plans } from './authorization/plans';
import { portal } from './authorization/portal';
import { productRows } from './authorization/products';
import type { Row } from './authorization/roles';
import { secondFactors } from './authorization/second-factors';
import { teams } from './authorization/teams';
import { trying } from './authorization/trying';
import { users } from './authorization/users';
import { webhooks } from './authorization/webhooks';
import { writing } from './authorization/writing';

/**
 * Every verb that changes something, and what becomes of it for each of the cast. A verb without a row fails the tests.
 */
export const authorizationTable: readonly Row[] = [
  ...admins,
  ...apiTokens,
  ...asking,
  ...audit,
  ...brandingAndPages,
  ...catalogsOfThePortal,
  ...changing,
  ...deciding,
  ...dialogue,
  ...forDevelopers,
  ...gatewayRows,
  ...importing,
  ...inbox,
  ...invitations,
  ...inviteCodes,
  ...joining,
  ...keyCare,
  ...keys,
  ...organizationsOfThePortal,
  ...organizationHome,
  ...leaving,
  ...mail,
  ...operating,
  ...people,
  ...plans,
  ...portal,
  ...productRows,
  ...secondFactors,
  ...teams,
  ...trying,
  ...users,
  ...webhooks,
  ...writing,
];
