import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files';

/*
 * What the portal's sources must not hold, and where each is allowed with its reason. A rule that finds nothing in what
 * was planted for it is no rule.
 */
const FOLDERS = ['app', 'components', 'core', 'db', 'emails', 'gateway', 'server', 'scripts'];
const sources = FOLDERS.flatMap(sourceFiles);

type Rule = { what: string; pattern: RegExp; planted: string; allowed?: Record<string, string>; only?: RegExp };

const rules: Rule[] = [
  {
    what: 'markup that was put together as text',
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=/,
    planted: '<p dangerouslySetInnerHTML={{ __html: name }} />',
    allowed: { 'components/ui/prose.tsx': 'takes what core/safe-html.ts made, and nothing else' },
  },
  { what: 'text that is run', pattern: /\beval\(|new Function\(|\bvm\./, planted: 'eval(text)' },
  {
    what: 'chance that can be guessed',
    pattern: /Math\.random/,
    planted: 'const token = Math.random().toString(36)',
    allowed: {
      'core/credentials/sync/limits.ts': 'how long to wait',
      'core/webhooks/backoff.ts': 'how long to wait',
      'core/reconciler/check-list.ts': 'where to begin looking',
    },
  },
  {
    what: 'a connection whose certificate is not looked at',
    pattern: /rejectUnauthorized|TLS_REJECT_UNAUTHORIZED|checkServerIdentity|ignoreTLS/,
    planted: 'tls: { rejectUnauthorized: false }',
  },
  {
    what: 'the address of the portal as a request names it',
    pattern: /(?:get\(|headers\.|headers\[)['"]?(?:host|x-forwarded-host|x-forwarded-proto|forwarded)\b/i,
    planted: "const link = 'https://' + (await headers()).get('host')",
    allowed: { 'server/refuse-foreign-origin.ts': 'refuses, and makes no address of it' },
  },
  {
    what: 'a mail that is sent past the ledger',
    pattern: /\bsendMail\(\{|createTransport\(/,
    planted: "transport.sendMail({ to: 'a@x.test, b@x.test' })",
    allowed: { 'emails/smtp-mailer.ts': 'the mailer', 'emails/smtp-transport.ts': 'the mailer’s connection' },
    only: /^(?:app|components|core|db|emails|server)\//,
  },
  {
    what: 'a call that leaves past server/outbound.ts and the adapter',
    pattern: /(?:await|return|=|=>)\s+fetch\(|\bhttps?\.request\(|\bundici\b/,
    planted: 'await fetch(url)',
    only: /^(?:core|db|emails|server|gateway\/tyk)\//,
  },
  {
    what: 'work that is done after the answer and lost with the process',
    pattern: /\bafter\b[^\n]*from 'next\/server'|\bunstable_after\b|\bwaitUntil\(/,
    planted: "import { after } from 'next/server';",
  },
  {
    what: 'a test of the time by the machine’s clock, where the database’s decides',
    pattern: /(?:expires|until|ends|deadline)\w*\s*[<>]=?\s*(?:Date\.now\(\)|new Date\(\))/i,
    planted: 'if (token.expiresAt < new Date()) return null;',
    only: /^(?:core|server)\//,
  },
  {
    what: 'the environment, asked for while a module is loaded: the build loads it where no portal is to run',
    pattern: /^(?:export )?const [^=\n]+=(?![^\n]*=>)[^\n]*\benv\(\)/m,
    planted: 'export const log = pino(logOptions(env().LOG_LEVEL));',
    allowed: { 'server/worker-main.ts': 'a program, which nobody imports' },
    only: /^(?:app|components|core|emails|server)\//,
  },
];

test.each(rules)('the sources hold nowhere $what [P-08]', ({ pattern, planted, allowed = {}, only = /./ }) => {
  expect(planted).toMatch(pattern);
  const found = sources.filter(({ path, text }) => only.test(path) && pattern.test(withoutComments(text)));
  expect(found.map(({ path }) => path).sort()).toEqual(Object.keys(allowed).sort());
});

test('nothing is left to be done after an answer: what lasts is a job that commits with its change [D-14]', () => {
  const late = /\bafter\b[^\n]*from 'next\/server'|\bwaitUntil\(|\bsetImmediate\(|process\.nextTick\(/;
  const found = sources.filter(({ path, text }) => /^(?:app|core)\//.test(path) && late.test(withoutComments(text)));
  expect(found.map(({ path }) => path)).toEqual([]);
});

/** Shapes of secrets that somebody may paste: keys of clouds, forges and payment services, and private keys. */
const SECRETS = new RegExp(
  [
    'AKIA[0-9A-Z]{16}',
    'gh[pousr]_[A-Za-z0-9]{36}',
    'github_pat_[A-Za-z0-9_]{60,}',
    'glpat-[A-Za-z0-9_-]{20}',
    'sk_live_[A-Za-z0-9]{16,}',
    'xox[abprs]-[A-Za-z0-9-]{20,}',
    'npm_[A-Za-z0-9]{36}',
    '-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\\s*[A-Za-z0-9+/]{40}',
    'eyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}',
  ].join('|'),
);

// The history was looked through once in the same way; a test that did it every time would read it whole.
test('no file of the repository holds what looks like a live secret, and none is an environment [P-05]', () => {
  expect(`AKIA${'A'.repeat(16)}`).toMatch(SECRETS);
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  expect(files.length).toBeGreaterThan(1_000);
  expect(files.filter((file) => /(^|\/)\.env|\.(pem|key|p12|pfx)$/.test(file))).toEqual([]);
  const holding = files.filter((file) => !/\.(png|gif|jpg|ico|woff2?|gz)$/.test(file) && SECRETS.test(textOf(file)));
  expect(holding).toEqual([]);
  expect(readFileSync('.gitignore', 'utf8')).toMatch(/^\.env/m);
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Somebody else removed it a moment ago.
    return '';
  }
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g, '');
}
