import type { MessageName } from '@/core/ports/messages';
import type { MessageTemplate } from './message-template';
import { accountActivated } from './messages/account-activated';
import { accountDeactivated } from './messages/account-deactivated';
import { accountDeleted } from './messages/account-deleted';
import { addressAlreadyKnown } from './messages/address-already-known';
import { adminInvitation } from './messages/admin-invitation';
import { appReview } from './messages/app-review';
import { emailChangeConfirm } from './messages/email-change-confirm';
import { emailChanged } from './messages/email-changed';
import { invitation } from './messages/invitation';
import { invitationAccepted } from './messages/invitation-accepted';
import { invitationDeclined } from './messages/invitation-declined';
import { invitationToCome } from './messages/invitation-to-come';
import { joinRequestAccepted } from './messages/join-request-accepted';
import { joinRequestDeclined } from './messages/join-request-declined';
import { joinRequestToDecide } from './messages/join-request-to-decide';
import { keyAttached } from './messages/key-attached';
import { keyChanged } from './messages/key-changed';
import { keyExpired } from './messages/key-expired';
import { keyExpires } from './messages/key-expires';
import { keyFailed } from './messages/key-failed';
import { keyFound } from './messages/key-found';
import { keyFoundAdmin } from './messages/key-found-admin';
import { keyReady } from './messages/key-ready';
import { keyRegenerated } from './messages/key-regenerated';
import { keyRevoked } from './messages/key-revoked';
import { keyUnused } from './messages/key-unused';
import { memberChanged } from './messages/member-changed';
import { memberRemoved } from './messages/member-removed';
import { offerHidden } from './messages/offer-hidden';
import { organizationApproved } from './messages/organization-approved';
import { organizationClosed } from './messages/organization-closed';
import { organizationClosing } from './messages/organization-closing';
import { organizationRejected } from './messages/organization-rejected';
import { organizationResumed } from './messages/organization-resumed';
import { organizationSuspended } from './messages/organization-suspended';
import { organizationToDecide } from './messages/organization-to-decide';
import { passwordChanged } from './messages/password-changed';
import { passwordReset } from './messages/password-reset';
import { productChanged } from './messages/product-changed';
import { productDeprecated } from './messages/product-deprecated';
import { productRetired } from './messages/product-retired';
import { quotaNearlyUsed } from './messages/quota-nearly-used';
import { quotaUsedUp } from './messages/quota-used-up';
import { registrationDeclined } from './messages/registration-declined';
import { registrationReceived } from './messages/registration-received';
import { registrationToDecide } from './messages/registration-to-decide';
import { requestApprovedConfirm } from './messages/request-approved-confirm';
import { requestApprovedKey } from './messages/request-approved-key';
import { requestDeclined } from './messages/request-declined';
import { requestInformationAsked } from './messages/request-information-asked';
import { requestInformationGiven } from './messages/request-information-given';
import { requestMadeFor } from './messages/request-made-for';
import { requestNudged } from './messages/request-nudged';
import { requestToDecide } from './messages/request-to-decide';
import { requestUnclaimed } from './messages/request-unclaimed';
import { requestUnclaimedEnded } from './messages/request-unclaimed-ended';
import { requestWithdrawn } from './messages/request-withdrawn';
import { requestsWaiting } from './messages/requests-waiting';
import { secondFactorChanged } from './messages/second-factor-changed';
import { verifyAddress } from './messages/verify-address';
import { webhookPaused } from './messages/webhook-paused';

/** Every message that the portal can send, in the order in which lists show them. */
export const messages = {
  'verify-address': verifyAddress,
  'address-already-known': addressAlreadyKnown,
  'registration-received': registrationReceived,
  'registration-to-decide': registrationToDecide,
  'registration-declined': registrationDeclined,
  'account-activated': accountActivated,
  'account-deactivated': accountDeactivated,
  'account-deleted': accountDeleted,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'admin-invitation': adminInvitation,
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
  'request-made-for': requestMadeFor,
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
  'key-attached': keyAttached,
  'key-changed': keyChanged,
  'key-revoked': keyRevoked,
  'key-failed': keyFailed,
  'key-expires': keyExpires,
  'key-expired': keyExpired,
  'key-unused': keyUnused,
  'quota-nearly-used': quotaNearlyUsed,
  'quota-used-up': quotaUsedUp,
  'key-found': keyFound,
  'key-found-admin': keyFoundAdmin,
  'app-review': appReview,
  'product-changed': productChanged,
  'product-deprecated': productDeprecated,
  'product-retired': productRetired,
  'offer-hidden': offerHidden,
  'webhook-paused': webhookPaused,
} satisfies { [Name in MessageName]: MessageTemplate<Name> };
