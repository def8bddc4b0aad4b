import { explain } from './explain';
import { loadCommand } from './load-command';

/** What an operator can ask for. `prepare` is what `npm start` calls; it is no secret, but nobody needs it. */
const commands = {
  migrate: 'bring the database to this version',
  'create-admin': 'make a portal admin: --email ADDRESS [--first-name NAME] [--last-name NAME]',
  'seed-demo': 'load the demo data, once',
  reconcile: 'compare the credentials with the gateways; --fix repairs what differs',
  doctor: 'check database, mail, gateway, usage figures and public URL, and say what is wrong',
} as const;

const usage = [
  'Usage: npm run portal -- <command> [options]',
  '',
  ...Object.entries(commands).map(([name, does]) => `  ${name.padEnd(14)} ${does}`),
].join('\n');

process.exitCode = await main(process.argv.slice(2));

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) {
    console.log(usage);
    return 0;
  }
  if (name !== 'prepare' && !Object.hasOwn(commands, name)) {
    console.error(`portal: there is no command "${name}".\n\n${usage}`);
    return 2;
  }
  try {
    return await (await loadCommand(name)).run(args);
  } catch (error) {
    console.error(`portal ${name}: ${explain(error)}`);
    return 1;
  }
}
