/** Where a test may kill, throw or hang the portal (provisioning.md 4.7). The closed list. */
export const faultPoints = [
  'approve.beforeCommit',
  'approve.afterCommit',
  'mail.beforeMint',
  'mail.afterMint',
  'mail.afterSmtpAccept',
  'claim.beforeCommit',
  'claim.afterCommit',
  'gw.afterLease',
  'gw.beforeSend',
  'gw.afterSend',
  'gw.afterVerify',
  'gw.beforeActive',
  'gw.afterActive',
  'revoke.afterCommit',
  'gw.beforeDelete',
  'gw.afterDelete',
  'gw.beforeRevoked',
  'reconcile.midway',
  'rotate.afterNewActive',
  'register.afterSlot',
  'announce.afterBatch',
  'policy.afterWrite',
] as const;

export type FaultPoint = (typeof faultPoints)[number];
