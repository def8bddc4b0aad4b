import { parseArgs } from 'node:util';
import { type ChainHead, parseChainHead } from '@/core/audit/chain-head';
import { CommandError } from './command-error';
import { checkAudit } from './doctor/check-audit';
import { checkDatabase } from './doctor/check-database';
import { checkEnvironment } from './doctor/check-environment';
import { checkMail } from './doctor/check-mail';
import { checkPublicUrl } from './doctor/check-public-url';
import { checkUsage } from './doctor/check-usage';
import type { Finding } from './doctor/finding';

/**
 * Looks at everything that the portal leans on and says in plain words what is wrong; 1 when something is. With
 * `--audit-head POSITION:HASH`, which an earlier run or the worker's log told, also whether the audit log is still that one.
 */
export async function run(args: string[]): Promise<number> {
  const noted = readNotedHead(args);
  const basics = [...(await checkEnvironment(process.env)), ...(await checkDatabase(process.env))];
  const findings = [
    ...basics,
    ...(basics.every((finding) => finding.verdict === 'ok') ? await gatewayFindings() : []),
    ...(basics.at(-1)?.verdict === 'ok' ? await checkAudit(process.env.DATABASE_URL ?? '', noted) : []),
    ...(await checkUsage(process.env)),
    ...(await checkMail(process.env)),
    ...(await checkPublicUrl(process.env)),
  ];
  const width = Math.max(...findings.map((finding) => finding.what.length));
  for (const { what, verdict, says } of findings) {
    console.log(`${verdict.padEnd(5)}  ${what.padEnd(width)}  ${says}`);
  }
  const wrong = findings.filter((finding) => finding.verdict === 'wrong').length;
  console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong === 1 ? 'One thing is' : `${wrong} things are`} wrong.`);
  return wrong === 0 ? 0 : 1;
}

function readNotedHead(args: string[]): ChainHead | null {
  const { values } = parseArgs({ args, options: { 'audit-head': { type: 'string' } } });
  const given = values['audit-head'];
  if (given === undefined) return null;
  const head = parseChainHead(given);
  if (head) return head;
  throw new CommandError('usage: doctor [--audit-head POSITION:HASH]');
}

/** Loaded late: the portal's wiring cannot be made from a wrong environment. */
async function gatewayFindings(): Promise<readonly Finding[]> {
  const { checkGateways } = await import('./doctor/check-gateways');
  return checkGateways();
}
