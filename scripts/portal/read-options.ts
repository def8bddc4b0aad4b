import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './command-error';
import { type CommandName, commands } from './commands';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * What the operator wrote behind the command's name: its options, and exactly as many names of files as it takes. Throws
 * `UsageError` with the usage.
 */
export function readOptions<T extends Options>(name: CommandName, args: string[], options: T, files = 0) {
  const { values, positionals } = parse(name, args, options);
  if (positionals.length !== files) {
    const stranger = positionals[files];
    throw wrong(name, stranger === undefined ? 'Name the file.' : `It takes no "${stranger}".`);
  }
  return { values, files: positionals };
}

/** A refusal with the usage below it. */
export function wrong(name: CommandName, why: string): UsageError {
  return new UsageError(`${why}\nusage: ${commands[name].usage}`);
}

function parse<T extends Options>(name: CommandName, args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw Object.assign(wrong(name, `${sentence.replace(/\.$/, '')}.`), { cause: error });
  }
}
