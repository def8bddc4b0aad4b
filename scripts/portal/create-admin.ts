import { DomainError } from '@/core/errors';
import { systemActor } from '@/core/identity/actor';
import { createAdmin } from '@/core/identity/create-admin';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { environmentGateway } from '@/server/start-web-process';
import { wiring } from '@/server/wiring';
import { CommandError } from './command-error';
import { readAdminWish } from './read-admin-wish';

const STDIN_MAX = 10_000;

/**
 * Makes a portal admin, an owner unless told otherwise. The password comes from standard input (arguments are seen by
 * everybody on the machine); without one, a link to set it is printed, good once for a day.
 */
export async function run(args: string[]): Promise<number> {
  const wish = readAdminWish(args);
  const password = wish.readsPassword ? await readLine() : null;
  const { contextFor, close } = wiring();
  try {
    const { email, firstName, lastName, role } = wish;
    const ctx = contextFor(systemActor('portal create-admin'));
    // Also on a portal that was never started: its settings and default organization are made now.
    await ensureBasics(ctx, { gateway: environmentGateway() });
    const { link } = await createAdmin(ctx, { email, firstName, lastName, role, password });
    console.log(`${email} is now a portal admin (${role}).`);
    if (link) console.log(`Set the password within 24 hours, once, at:\n${link}`);
    return 0;
  } catch (error) {
    throw inOneLine(error);
  } finally {
    await close();
  }
}

/** What stands before the first line break. */
async function readLine(): Promise<string> {
  let given = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    given += String(chunk);
    if (given.includes('\n') || given.length > STDIN_MAX) break;
  }
  return given.split(/\r?\n/)[0] ?? '';
}

/** A refusal names its fields apart; a terminal shows one text. */
function inOneLine(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const problems = Object.values(error.fieldErrors).flat();
  return new CommandError(problems.length > 0 ? problems.join(' ') : error.message, { cause: error });
}
