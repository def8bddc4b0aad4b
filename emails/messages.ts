import type { MessageName } from '@/core/ports';
import type { MessageTemplate } from './message-template';
import { accountActivated } from './messages/account-activated';
import { accountDeactivated } from './messages/account-deactivated';
import { addressAlreadyKnown } from './messages/address-already-known';
import { invitation } from './messages/invitation';
import { keyFailed } from './messages/key-failed';
import { keyReady } from './messages/key-ready';
import { keyRegenerated } from './messages/key-regenerated';
import { keyRevoked } from './messages/key-revoked';
import { organizationApproved } from './messages/organization-approved';
import { organizationRejected } from './messages/organization-rejected';
import { organizationToDecide } from './messages/organization-to-decide';
import { passwordChanged } from './messages/password-changed';
import { passwordReset } from './messages/password-reset';
import { registrationReceived } from './messages/registration-received';
import { registrationToDecide } from './messages/registration-to-decide';
import { requestApprovedConfirm } from './messages/request-approved-confirm';
import { requestApprovedKey } from './messages/request-approved-key';
import { requestDeclined } from './messages/request-declined';
import { requestToDecide } from './messages/request-to-decide';
import { requestWithdrawn } from './messages/request-withdrawn';
import { verifyAddress } from './messages/verify-address';

/** Every message that the portal can send, in the order in which lists show them. */
export const messages = {
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
} satisfies { [Name in MessageName]: MessageTemplate<Name> };
