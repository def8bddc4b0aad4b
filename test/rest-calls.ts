import { appCalls } from './rest-calls/apps';
import { auditCalls } from './rest-calls/audit';
import type { RestCall } from './rest-calls/call';
import { catalogCalls } from './rest-calls/catalogs';
import { developerCalls } from './rest-calls/developers';
import { documentCalls } from './rest-calls/documents';
import { gatewayCalls } from './rest-calls/gateways';
import { inviteCodeCalls } from './rest-calls/invite-codes';
import { keyCalls } from './rest-calls/keys';
import { organizationCalls } from './rest-calls/organizations';
import { pageCalls } from './rest-calls/pages';
import { planCalls } from './rest-calls/plans';
import { productCalls } from './rest-calls/products';
import { requestCalls } from './rest-calls/requests';
import { settingsCalls } from './rest-calls/settings';
import { teamCalls } from './rest-calls/teams';
import { webhookCalls } from './rest-calls/webhooks';
import { writingCalls } from './rest-calls/writing';

/** Every operation of the document, by its operationId: one that has no row here fails the tests. */
export const restCalls: Record<string, RestCall> = {
  ...requestCalls,
  ...keyCalls,
  ...appCalls,
  ...developerCalls,
  ...organizationCalls,
  ...teamCalls,
  ...inviteCodeCalls,
  ...productCalls,
  ...documentCalls,
  ...writingCalls,
  ...planCalls,
  ...catalogCalls,
  ...gatewayCalls,
  ...settingsCalls,
  ...pageCalls,
  ...webhookCalls,
  ...auditCalls,
};
