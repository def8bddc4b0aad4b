/** A command's file: what follows its name comes in, the exit code goes out. */
export type Command = { run(args: string[]): Promise<number> };

/** Loads one command. Each brings its own part of the house; only the one that was asked for is loaded. */
export async function loadCommand(name: string): Promise<Command> {
  return import(`./${name}.ts`);
}
