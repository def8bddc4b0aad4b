/** What audit events are about. Names are part of the product (export, REST API, webhooks). */
export const auditSubjectKinds = [
  'user',
  'organization',
  'team',
  'invitation',
  'invite_code',
  'join_request',
  'app',
  'access_request',
  'credential',
  'gateway',
  'gateway_key',
  'product',
  'document',
  'guide',
  'change',
  'image',
  'plan',
  'catalog',
  'page',
  'webhook',
  'api_token',
  'approval_rule',
  'decision_reason',
  'inbox_filter',
  'third_party',
  'mail',
  'mail_template',
  'settings',
  'cart',
  'audit',
  'portal',
] as const;

/** What events happen to, and what can be looked for in the log. */
export type AuditSubjectKind = (typeof auditSubjectKinds)[number];

/** Whether this text names a kind. */
export function isAuditSubjectKind(text: string): text is AuditSubjectKind {
  return (auditSubjectKinds as readonly string[]).includes(text);
}
