import type { MessageName } from '../ports';
import type { Loader } from './message-loader';
import { keyFailed, keyReady, keyRegenerated, keyRevoked, requestApprovedKey } from './values/keys';
import { organizationApproved, organizationRejected, organizationToDecide } from './values/organizations';
import {
  accountActivated,
  accountDeactivated,
  addressAlreadyKnown,
  invitation,
  passwordChanged,
  passwordReset,
  registrationReceived,
  registrationToDecide,
  verifyAddress,
} from './values/people';
import { requestApprovedConfirm, requestDeclined, requestToDecide, requestWithdrawn } from './values/requests';

/** Where each message gets its values from; the compiler misses none. */
export const messageLoaders: { [Name in MessageName]: Loader<Name> } = {
  'verify-address': verifyAddress,
  'address-already-known': addressAlreadyKnown,
  'registration-received': registrationReceived,
  'registration-to-decide': registrationToDecide,
  'account-activated': accountActivated,
  'account-deactivated': accountDeactivated,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  invitation,
  'organization-to-decide': organizationToDecide,
  'organization-approved': organizationApproved,
  'organization-rejected': organizationRejected,
  'request-to-decide': requestToDecide,
  'request-approved-confirm': requestApprovedConfirm,
  'request-approved-key': requestApprovedKey,
  'request-declined': requestDeclined,
  'request-withdrawn': requestWithdrawn,
  'key-ready': keyReady,
  'key-regenerated': keyRegenerated,
  'key-revoked': keyRevoked,
  'key-failed': keyFailed,
};
