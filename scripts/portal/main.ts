import { UsageError } from './command-error';
import { describeCommand, describeCommands, isCommand } from './commands';
import { explain } from './explain';
import { loadCommand } from './load-command';
import { readOptions } from './read-options';

const HELP = ['help', '--help', '-h'];

process.exitCode = await main(process.argv.slice(2));

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (HELP.includes(name)) {
    const [about = ''] = args;
    console.log(isCommand(about) ? describeCommand(about) : describeCommands());
    return 0;
  }
  // `prepare` is what `npm start` calls; it is no secret, but nobody needs it.
  if (name !== 'prepare' && !isCommand(name)) {
    console.error(`portal: there is no command "${name}".\n\n${describeCommands()}`);
    return 2;
  }
  if (isCommand(name) && args.some((arg) => arg === '--help' || arg === '-h')) {
    console.log(describeCommand(name));
    return 0;
  }
  try {
    // Before the command is loaded: that asks for the whole environment.
    if (isCommand(name)) readOptions(name, args);
    return await (await loadCommand(name)).run(args);
  } catch (error) {
    console.error(`portal ${name}: ${explain(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
