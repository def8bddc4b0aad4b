import type { MessageName } from '../ports';
import type { Loader } from './message-loader';
import { accountDeleted, emailChangeConfirm, emailChanged, secondFactorChanged } from './values/account-changes';
import { keyChanged } from './values/key-changed';
import { keyFailed, keyReady, keyRegenerated, keyRevoked, requestApprovedKey } from './values/keys';
import {
  invitationAccepted,
  invitationDeclined,
  joinRequestAccepted,
  joinRequestDeclined,
  joinRequestToDecide,
  memberChanged,
  memberRemoved,
} from './values/memberships';
import {
  organizationApproved,
  organizationClosed,
  organizationClosing,
  organizationRejected,
  organizationResumed,
  organizationSuspended,
  organizationToDecide,
} from './values/organizations';
import {
  accountActivated,
  accountDeactivated,
  addressAlreadyKnown,
  adminInvitation,
  invitation,
  invitationToCome,
  passwordChanged,
  passwordReset,
  registrationDeclined,
  registrationReceived,
  registrationToDecide,
  verifyAddress,
} from './values/people';
import { offerHidden, productChanged, productDeprecated, productRetired } from './values/products';
import {
  requestInformationAsked,
  requestInformationGiven,
  requestNudged,
  requestUnclaimed,
  requestUnclaimedEnded,
} from './values/request-care';
import { requestApprovedConfirm, requestDeclined, requestToDecide, requestWithdrawn } from './values/requests';
import { requestsWaiting } from './values/waiting-requests';

/** Where each message gets its values from; the compiler misses none. */
export const messageLoaders: { [Name in MessageName]: Loader<Name> } = {
  'verify-address': verifyAddress,
  'address-already-known': addressAlreadyKnown,
  'registration-received': registrationReceived,
  'registration-to-decide': registrationToDecide,
  'registration-declined': registrationDeclined,
  'account-activated': accountActivated,
  'account-deactivated': accountDeactivated,
  'password-reset': passwordReset,
  'admin-invitation': adminInvitation,
  'password-changed': passwordChanged,
  'account-deleted': accountDeleted,
  'email-change-confirm': emailChangeConfirm,
  'email-changed': emailChanged,
  'second-factor-changed': secondFactorChanged,
  invitation,
  'invitation-to-come': invitationToCome,
  'invitation-accepted': invitationAccepted,
  'invitation-declined': invitationDeclined,
  'member-changed': memberChanged,
  'member-removed': memberRemoved,
  'join-request-to-decide': joinRequestToDecide,
  'join-request-accepted': joinRequestAccepted,
  'join-request-declined': joinRequestDeclined,
  'organization-to-decide': organizationToDecide,
  'organization-approved': organizationApproved,
  'organization-rejected': organizationRejected,
  'organization-suspended': organizationSuspended,
  'organization-resumed': organizationResumed,
  'organization-closing': organizationClosing,
  'organization-closed': organizationClosed,
  'request-to-decide': requestToDecide,
  'requests-waiting': requestsWaiting,
  'request-nudged': requestNudged,
  'request-information-asked': requestInformationAsked,
  'request-information-given': requestInformationGiven,
  'request-unclaimed': requestUnclaimed,
  'request-unclaimed-ended': requestUnclaimedEnded,
  'request-approved-confirm': requestApprovedConfirm,
  'request-approved-key': requestApprovedKey,
  'request-declined': requestDeclined,
  'request-withdrawn': requestWithdrawn,
  'key-ready': keyReady,
  'key-regenerated': keyRegenerated,
  'key-changed': keyChanged,
  'key-revoked': keyRevoked,
  'key-failed': keyFailed,
  'product-changed': productChanged,
  'product-deprecated': productDeprecated,
  'product-retired': productRetired,
  'offer-hidden': offerHidden,
};
