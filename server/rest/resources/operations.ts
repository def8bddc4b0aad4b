import type { Operation } from '../operation';
import { appWrites } from './app-writes';
import { apps } from './apps';
import { audit } from './audit';
import { catalogWrites } from './catalog-writes';
import { catalogs } from './catalogs';
import { credentialActs } from './credential-acts';
import { credentialWrites } from './credential-writes';
import { credentials } from './credentials';
import { developerActs } from './developer-acts';
import { developerWrites } from './developer-writes';
import { developers } from './developers';
import { gatewayStock } from './gateway-stock';
import { gatewayWrites } from './gateway-writes';
import { gateways } from './gateways';
import { introspect } from './introspect';
import { inviteCodeWrites } from './invite-code-writes';
import { inviteCodes } from './invite-codes';
import { organizationActs } from './organization-acts';
import { organizationWrites } from './organization-writes';
import { organizations } from './organizations';
import { pages } from './pages';
import { planWrites } from './plan-writes';
import { plans } from './plans';
import { productActs } from './product-acts';
import { productChanges } from './product-changes';
import { productDocuments } from './product-documents';
import { productGuides } from './product-guides';
import { productWrites } from './product-writes';
import { products } from './products';
import { requestActs } from './request-acts';
import { requestWrites } from './request-writes';
import { requests } from './requests';
import { settingsReads } from './settings';
import { settingsWrites } from './settings-writes';
import { teamWrites } from './team-writes';
import { teams } from './teams';
import { webhookDeliveries } from './webhook-deliveries';
import { webhookWrites } from './webhook-writes';
import { webhooks } from './webhooks';

/** Everything that the API can do: the door, the document and the tests are made from this list. */
export const operations: readonly Operation[] = [
  ...requests,
  ...requestWrites,
  ...requestActs,
  ...credentials,
  ...credentialWrites,
  ...credentialActs,
  ...introspect,
  ...apps,
  ...appWrites,
  ...developers,
  ...developerWrites,
  ...developerActs,
  ...organizations,
  ...organizationWrites,
  ...organizationActs,
  ...teams,
  ...teamWrites,
  ...inviteCodes,
  ...inviteCodeWrites,
  ...products,
  ...productWrites,
  ...productActs,
  ...productDocuments,
  ...productGuides,
  ...productChanges,
  ...plans,
  ...planWrites,
  ...catalogs,
  ...catalogWrites,
  ...gateways,
  ...gatewayWrites,
  ...gatewayStock,
  ...settingsReads,
  ...settingsWrites,
  ...pages,
  ...webhooks,
  ...webhookWrites,
  ...webhookDeliveries,
  ...audit,
];
