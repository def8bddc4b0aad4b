const PORTAL = /^(PORT$|DATABASE_|USAGE_DATABASE_URL|SMTP_URL|GATEWAY_|OIDC_|PORTAL_|EMAIL_FROM|FAULT_POINTS|WORKER_)/;

/** An environment without the caller's own portal variables: they must not leak into a portal that is tried. */
export function withoutPortal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PORTAL.test(name))) as NodeJS.ProcessEnv;
}
