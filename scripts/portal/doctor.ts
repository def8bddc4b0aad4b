import { type ChainHead, parseChainHead } from '@/core/audit/chain-head';
import { type Env, parseEnv } from '@/server/env';
import { checkAudit } from './doctor/check-audit';
import { checkDatabase } from './doctor/check-database';
import { checkEnvironment } from './doctor/check-environment';
import { checkMail } from './doctor/check-mail';
import { checkPublicUrl } from './doctor/check-public-url';
import { checkSecrets } from './doctor/check-secrets';
import { checkUsage } from './doctor/check-usage';
import { checkVitals } from './doctor/check-vitals';
import type { Finding } from './doctor/finding';
import { readOptions, wrong as wrongUse } from './read-options';

/**
 * Looks at everything that the portal leans on and says in plain words what is wrong; 1 when something is. With
 * `--audit-head POSITION:HASH`, which an earlier run or the worker's log told, also whether the audit log is still that one.
 */
export async function run(args: string[]): Promise<number> {
  const { json, 'audit-head': head } = readOptions('doctor', args).values;
  const findings = await look(readNotedHead(head));
  const wrong = findings.filter((finding) => finding.verdict === 'wrong').length;
  if (json) console.log(JSON.stringify({ wrong, findings }, null, 2));
  else for (const line of describe(findings, wrong)) console.log(line);
  return wrong === 0 ? 0 : 1;
}

function readNotedHead(given: string | undefined): ChainHead | null {
  if (given === undefined) return null;
  const head = parseChainHead(given);
  if (!head) throw wrongUse('doctor', 'This is no end of an audit log.');
  return head;
}

async function look(noted: ChainHead | null): Promise<readonly Finding[]> {
  const environment = await checkEnvironment(process.env);
  const database = await checkDatabase(process.env);
  const url = isWell(database) ? (process.env.DATABASE_URL ?? '') : null;
  return [
    ...environment,
    ...database,
    ...(url !== null ? await checkVitals(url) : []),
    ...(url !== null && isWell(environment) ? await checkWiring(parseEnv(process.env)) : []),
    ...(url !== null ? await checkAudit(url, noted) : []),
    ...(await checkUsage(process.env)),
    ...(await checkMail(process.env)),
    ...(await checkPublicUrl(process.env)),
  ];
}

/** Gateways are asked with their secrets, so only where those can be opened. */
async function checkWiring(env: Env): Promise<readonly Finding[]> {
  const { DATABASE_URL: url, PORTAL_SECRET: secret, PORTAL_SECRET_PREVIOUS: previous } = env;
  const secrets = await checkSecrets({ url, secret, previous });
  if (!isWell(secrets)) return secrets;
  // Loaded late: the portal's wiring cannot be made from a wrong environment.
  const { checkGateways } = await import('./doctor/check-gateways');
  return [...secrets, ...(await checkGateways())];
}

function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'wrong');
}

function describe(findings: readonly Finding[], wrong: number): string[] {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const end = wrong === 0 ? 'Nothing is wrong.' : `${wrong === 1 ? 'One thing is' : `${wrong} things are`} wrong.`;
  return [
    ...findings.map(({ what, verdict, says }) => `${verdict.padEnd(5)}  ${what.padEnd(width)}  ${says}`),
    '',
    end,
  ];
}
