import { parseArgs } from 'node:util';
import { UsageError } from './command-error';
import { type CommandName, commands } from './commands';

type Options<Name extends CommandName> = (typeof commands)[Name]['options'];
type Values<Name extends CommandName> = ReturnType<typeof parseArgs<{ options: Options<Name> }>>['values'];

/**
 * What the operator wrote behind the command's name: its options, and exactly as many names of files as it takes. Throws
 * `UsageError` with the usage.
 */
export function readOptions<Name extends CommandName>(
  name: Name,
  args: string[],
): { values: Values<Name>; files: readonly string[] } {
  const { values, positionals } = parse(name, args);
  const { files } = commands[name];
  if (positionals.length !== files) {
    const stranger = positionals[files];
    throw wrong(name, stranger === undefined ? 'Name the file.' : `It takes no "${stranger}".`);
  }
  // What was parsed by these options is of their types; the compiler cannot follow a name that it does not know.
  return { values: values as Values<Name>, files: positionals };
}

/** A refusal with the usage below it. */
export function wrong(name: CommandName, why: string): UsageError {
  return new UsageError(`${why}\nusage: ${commands[name].usage}`);
}

function parse(name: CommandName, args: string[]) {
  try {
    return parseArgs({ args, options: commands[name].options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw Object.assign(wrong(name, `${sentence.replace(/\.$/, '')}.`), { cause: error });
  }
}
