/** How a mail names a key: never more of it than its last four characters. */
type KeyNamed = { firstName: string; appName: string; keyName: string; lastFour: string; link: string };

/**
 * Every message that the portal can send and what it is filled with. All values are plain text; links start with
 * PORTAL_URL.
 */
export type MessageValues = {
  'verify-address': { firstName: string; link: string; hours: number };
  'address-already-known': { firstName: string; loginLink: string; resetLink: string };
  'email-change-confirm': { firstName: string; newEmail: string; link: string; hours: number };
  'email-changed': { firstName: string; newEmail: string; link: string };
  'second-factor-changed': { firstName: string; change: string; link: string };
  'account-deleted': { firstName: string };
  'registration-received': { firstName: string };
  'registration-declined': { firstName: string; reason: string };
  'registration-to-decide': { developerName: string; developerEmail: string; link: string };
  'account-activated': { firstName: string; link: string };
  'account-deactivated': { firstName: string };
  'password-reset': { firstName: string; link: string; hours: number };
  'admin-invitation': { firstName: string; inviterName: string; roleName: string; link: string; hours: number };
  'password-changed': { firstName: string; resetLink: string };
  invitation: { firstName: string; inviterName: string; organizationName: string; link: string; days: number };
  'invitation-to-come': { firstName: string };
  'invitation-accepted': { firstName: string; personName: string; organizationName: string; link: string };
  'invitation-declined': { firstName: string; personName: string; organizationName: string; link: string };
  'member-removed': { firstName: string; organizationName: string; link: string };
  'member-changed': { firstName: string; organizationName: string; roleName: string; changedBy: string; link: string };
  'join-request-to-decide': {
    firstName: string;
    personName: string;
    personEmail: string;
    organizationName: string;
    link: string;
  };
  'join-request-accepted': { firstName: string; organizationName: string; link: string };
  'join-request-declined': { firstName: string; organizationName: string };
  'organization-suspended': { firstName: string; organizationName: string; reason: string };
  'organization-resumed': { firstName: string; organizationName: string; link: string };
  'organization-closing': {
    firstName: string;
    organizationName: string;
    closesOn: string;
    requestedBy: string;
    link: string;
  };
  'organization-closed': { firstName: string; organizationName: string; reason: string; link: string };
  'webhook-paused': {
    firstName: string;
    endpointName: string;
    host: string;
    since: string;
    lastError: string;
    link: string;
  };
  'organization-to-decide': { organizationName: string; requesterName: string; purpose: string; link: string };
  'organization-approved': { firstName: string; organizationName: string; link: string };
  'organization-rejected': { firstName: string; organizationName: string; reason: string };
  'request-to-decide': {
    appName: string;
    productNames: string;
    planName: string;
    requesterName: string;
    organizationName: string;
    link: string;
  };
  'requests-waiting': { firstName: string; count: number; days: number; names: string; link: string };
  'request-nudged': {
    appName: string;
    productNames: string;
    planName: string;
    requesterName: string;
    organizationName: string;
    waiting: string;
    link: string;
  };
  'request-made-for': {
    firstName: string;
    appName: string;
    productNames: string;
    planName: string;
    link: string;
  };
  'request-information-asked': {
    firstName: string;
    appName: string;
    productNames: string;
    question: string;
    link: string;
  };
  'request-information-given': {
    appName: string;
    productNames: string;
    planName: string;
    personName: string;
    organizationName: string;
    answer: string;
    link: string;
  };
  'request-unclaimed': { firstName: string; appName: string; productNames: string; endsOn: string; link: string };
  'request-unclaimed-ended': { firstName: string; appName: string; productNames: string; link: string };
  'request-approved-confirm': {
    firstName: string;
    appName: string;
    productNames: string;
    planName: string;
    link: string;
    days: number;
  };
  'request-approved-key': { firstName: string; appName: string; productNames: string; key: string; link: string };
  'request-declined': { firstName: string; appName: string; productNames: string; reason: string; link: string };
  'request-withdrawn': { firstName: string; appName: string; productNames: string; reason: string; link: string };
  'key-ready': { firstName: string; appName: string; lastFour: string; link: string };
  'key-regenerated': { firstName: string; appName: string; lastFour: string; oldEnds: string; link: string };
  'key-attached': {
    firstName: string;
    appName: string;
    lastFour: string;
    productNames: string;
    planName: string;
    link: string;
  };
  'key-changed': {
    firstName: string;
    appName: string;
    lastFour: string;
    productNames: string;
    planName: string;
    endsOn: string;
    link: string;
  };
  'key-revoked': { firstName: string; appName: string; lastFour: string; link: string };
  'key-failed': { appName: string; reason: string; link: string };
  'key-expires': KeyNamed & { expiresOn: string };
  'key-expired': KeyNamed;
  'key-unused': KeyNamed & { days: number; endsOn: string };
  /** Counts of calls, as people read them; `renews` is a sentence. */
  'quota-nearly-used': KeyNamed & { left: string; max: string; renews: string };
  'quota-used-up': KeyNamed & { max: string; renews: string };
  'key-found': KeyNamed;
  'key-found-admin': { appName: string; organizationName: string; lastFour: string; link: string };
  'app-review': { firstName: string; appName: string; keys: string; link: string };
  'product-changed': { firstName: string; productName: string; title: string; text: string; link: string };
  'product-deprecated': { firstName: string; productName: string; endsOn: string; note: string; link: string };
  'product-retired': { firstName: string; productName: string; link: string };
  'offer-hidden': { gatewayName: string; names: string; link: string };
};
/** Which message; also the name of its wording. */
export type MessageName = keyof MessageValues;
