import type { ParseArgsConfig } from 'node:util';

/** What a command does, how it is called, what else its `--help` says, and how many names of files it takes. */
type Help = {
  does: string;
  usage: string;
  more: readonly string[];
  options: NonNullable<ParseArgsConfig['options']>;
  files: number;
};

const json = { type: 'boolean', default: false } as const;
const JSON_OPTION = '  --json                  print one JSON document instead of words, for scripts';

/**
 * What an operator can ask for. Every command exits 0 when all is well, 1 when something is wrong or was refused, and 2
 * when it was called wrongly and nothing was done.
 */
export const commands = {
  migrate: {
    does: 'bring the database to this version',
    usage: 'migrate',
    more: ['Safe to run at any time, also by several machines at once.'],
    options: {},
    files: 0,
  },
  'create-admin': {
    does: 'make a portal admin, an owner unless told otherwise',
    usage:
      'create-admin --email ADDRESS [--first-name NAME] [--last-name NAME] [--role owner|admin|approver|auditor] [--password-stdin]',
    more: [
      '  --password-stdin        the password is the first line of standard input; without it a link to set one is',
      '                          printed, good once and for 24 hours',
    ],
    options: {
      email: { type: 'string' },
      'first-name': { type: 'string', default: 'Portal' },
      'last-name': { type: 'string', default: 'Admin' },
      role: { type: 'string', default: 'owner' },
      'password-stdin': { type: 'boolean', default: false },
    },
    files: 0,
  },
  'seed-demo': {
    does: 'load the demo data, once',
    usage: 'seed-demo [--reset]',
    more: ['  --reset                 empty the database first', 'Only where PORTAL_DEMO=1 says that it is a demo.'],
    options: { reset: { type: 'boolean', default: false } },
    files: 0,
  },
  reconcile: {
    does: 'compare the credentials with the gateways; --fix repairs what differs',
    usage: 'reconcile [--fix] [--json]',
    more: [
      '  --fix                   repair what differs; without it nothing is changed',
      JSON_OPTION,
      'Exits 1 when something is left that differs, or a gateway could not be asked.',
    ],
    options: { fix: { type: 'boolean', default: false }, json },
    files: 0,
  },
  doctor: {
    does: 'look at everything that the portal leans on, and say what is wrong',
    usage: 'doctor [--audit-head POSITION:HASH] [--json]',
    more: [
      '  --audit-head P:HASH     an end of the audit log that doctor printed before: is the log still its continuation?',
      JSON_OPTION,
      'Exits 1 when something is wrong; what is only worth knowing ("note") does not count.',
    ],
    options: { 'audit-head': { type: 'string' }, json },
    files: 0,
  },
  'rotate-secret': {
    does: 'seal everything anew with today’s PORTAL_SECRET, while the portal runs',
    usage: 'rotate-secret [--json]',
    more: [
      JSON_OPTION,
      'PORTAL_SECRET is the new one, PORTAL_SECRET_PREVIOUS the one before (several: separated by commas), here and in every',
      'process of the portal. Says what still needs the previous one, and until when. docs/operations.md has the steps.',
    ],
    options: { json },
    files: 0,
  },
  'give-up-seals': {
    does: 'let go of what no PORTAL_SECRET opens, after it was lost',
    usage: 'give-up-seals [--fix] [--json]',
    more: [
      '  --fix                   do it; without it nothing is changed, only counted',
      JSON_OPTION,
      'Keys go on working and can be ended and regenerated, but are not shown any more; invite codes and signing secrets are',
      'drawn anew. There is no way back: with the lost secret found again, put it into PORTAL_SECRET_PREVIOUS instead.',
      'Exits 1 when something is left for people; docs/operations.md says what.',
    ],
    options: { fix: { type: 'boolean', default: false }, json },
    files: 0,
  },
  export: {
    does: 'write the whole portal into a file, to move it',
    usage: 'export FILE [--json]',
    more: [
      JSON_OPTION,
      'One consistent snapshot while the portal runs. Left out are sessions, counters and what else ends within a day. Keys',
      'stay sealed: the file is worth something only with PORTAL_SECRET. It holds what people told of themselves: keep it well.',
    ],
    options: { json },
    files: 1,
  },
  import: {
    does: 'fill an empty portal from such a file',
    usage: 'import FILE [--json]',
    more: [
      JSON_OPTION,
      'Into a database that was migrated and never used, by the same version, with the same PORTAL_SECRET (or that one as',
      'PORTAL_SECRET_PREVIOUS). All or nothing. Stop the old portal first: both would look after the same keys.',
    ],
    options: { json },
    files: 1,
  },
} as const satisfies Record<string, Help>;

/** One of the operator’s commands. */
export type CommandName = keyof typeof commands;

/** Whether there is such a command. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** All commands, one line each. */
export function describeCommands(): string {
  return [
    'Usage: npm run portal -- <command> [options]',
    '',
    ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(14)} ${does}`),
    '',
    'npm run portal -- <command> --help says more. Exit codes: 0 all is well, 1 something is wrong, 2 called wrongly.',
  ].join('\n');
}

/** One command, whole. */
export function describeCommand(name: CommandName): string {
  const { does, usage, more } = commands[name];
  return [`${name}: ${does}.`, '', `Usage: npm run portal -- ${usage}`, '', ...more].join('\n');
}
