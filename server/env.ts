import { z } from 'zod';
import { faultPoints } from '@/core/fault-points';

const url = (...schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
const trimSlash = (value: string) => value.replace(/\/+$/, '');
const secret = z.string().min(32, 'must be at least 32 random characters, for example from: openssl rand -hex 32');
const listed = (value: string) =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const port = z.coerce.number().int().min(1).max(65_535);
const level = z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info');
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

/** Secrets that documentation prints must not guard anybody's keys (Tyk's sample secret). */
const SAMPLE_SECRETS = new Set(['352d20ee67be67f6340b4c0605b044b7', 'changeme', 'secret']);

const samplerNames = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
/** OpenTelemetry's own names for which traces are taken. */
export type SamplerName = (typeof samplerNames)[number];

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    PORT: port.default(3000),
    PORTAL_URL: url('http', 'https').transform(trimSlash).optional(),
    PORTAL_SECRET: secret,
    /** Secrets that were PORTAL_SECRET before, or are going to be: what they sealed opens, nothing new is sealed by them. */
    PORTAL_SECRET_PREVIOUS: z.string().default('').transform(listed).pipe(z.array(secret)),
    DATABASE_URL: url('postgres', 'postgresql'),
    /** The owner of the tables, for migrations only; without it DATABASE_URL's user owns them. */
    MIGRATION_DATABASE_URL: url('postgres', 'postgresql').optional(),
    // A worker and a pass of the reconciler hold one each.
    DATABASE_POOL_MAX: z.coerce.number().int().min(4).max(200).default(10),
    /** Where a Tyk Pump writes its aggregate tables; without it there are no usage figures. */
    USAGE_DATABASE_URL: url('postgres', 'postgresql').optional(),
    SMTP_URL: url('smtp', 'smtps'),
    EMAIL_FROM: z.string().min(3).default('Portico <portal@portal.test>'),
    GATEWAY_URL: url('http', 'https').transform(trimSlash),
    GATEWAY_SECRET: z
      .string()
      .min(8, 'must be at least 8 characters')
      .refine((value) => !SAMPLE_SECRETS.has(value), { message: 'is a sample from documentation; choose your own' }),
    GATEWAY_ORG_ID: z.string().min(1),
    GATEWAY_PROXY_URL: url('http', 'https').transform(trimSlash).optional(),
    OIDC_ISSUER: url('http', 'https').transform(trimSlash).optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).default('Single sign-on'),
    PORTAL_DEMO: flag.default(false),
    PORTAL_WORKERS: z.coerce.number().int().min(0).max(64).default(4),
    /** Where a worker process of its own answers `/metrics` and `/healthz`; without it, nowhere. */
    WORKER_PORT: port.optional(),
    /** The address that a worker's port listens on, as for the web process; all of the machine's without it. */
    HOST: z.string().min(1).optional(),
    /** How many proxies in front set X-Forwarded-For; 0 means that the header is not believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** Who takes traces, by OpenTelemetry's names; what is not named here its exporter reads itself (docs/operations.md). */
    OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url('http', 'https').optional(),
    OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf', 'http/json']).default('http/protobuf'),
    OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
    OTEL_TRACES_SAMPLER: z.enum(samplerNames).default('parentbased_always_on'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    /** Milliseconds. */
    OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(10).max(60_000).default(5_000),
    OTEL_SDK_DISABLED: flag.default(false),
    LOG_LEVEL: level,
    /** Tests only: `point=kill|throw|hang`, separated by commas. Refused without PORTAL_TEST=1. */
    FAULT_POINTS: z.string().default(''),
    PORTAL_TEST: flag.default(false),
  })
  .superRefine((env, issue) => {
    const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter(Boolean).length;
    if (oidc !== 0 && oidc !== 3) {
      issue.addIssue({
        code: 'custom',
        path: ['OIDC_ISSUER'],
        message: 'needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it',
      });
    }
    if (env.FAULT_POINTS !== '' && !env.PORTAL_TEST) {
      issue.addIssue({ code: 'custom', path: ['FAULT_POINTS'], message: 'is for tests only and refused here' });
    }
    for (const fault of env.FAULT_POINTS.split(',').filter(Boolean)) {
      const [point = ''] = fault.split('=');
      if (!(faultPoints as readonly string[]).includes(point)) {
        issue.addIssue({ code: 'custom', path: ['FAULT_POINTS'], message: `knows no point "${point}"` });
      }
    }
  })
  .transform((env) => ({
    ...env,
    PORTAL_URL: env.PORTAL_URL ?? `http://localhost:${env.PORT}`,
    GATEWAY_PROXY_URL: env.GATEWAY_PROXY_URL ?? env.GATEWAY_URL,
    /** Whether anything is traced. */
    TRACES:
      (env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined &&
      env.OTEL_TRACES_EXPORTER !== 'none' &&
      !env.OTEL_SDK_DISABLED,
  }));

/** The environment, parsed: every variable with its type, its default and its unit. */
export type Env = z.infer<typeof schema>;

/**
 * Parses an environment; throws one readable line per wrong variable. Values are never repeated: they may be secret.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an unset one: compose files write `X=`.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    return given[name] === undefined && issue.code === 'invalid_type'
      ? `${name} is not set`
      : `${name} ${issue.message}`;
  });
  throw new Error(`Wrong environment: ${[...new Set(lines)].join('; ')}`);
}

/**
 * How much is logged: wanted as soon as a module that logs is loaded, which the build does too, where no portal is to run. A
 * wrong value is refused with the rest of the environment.
 */
export function logLevel(source: Record<string, string | undefined> = process.env): Env['LOG_LEVEL'] {
  return level.catch('info').parse(source.LOG_LEVEL);
}

let parsedOnce: Env | null = null;

/** The process's environment, validated at first use: the only place that reads it. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env);
  return parsedOnce;
}
