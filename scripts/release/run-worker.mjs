// `node worker.mjs` in a release: jobs in a process of their own.
process.chdir(import.meta.dirname);
process.env.NODE_ENV ??= 'production';
try {
  await import('./programs/worker.js');
} catch (error) {
  // A wrong environment is a sentence; a fault of ours needs its stack.
  const isWrongEnvironment = error instanceof Error && error.message.startsWith('Wrong environment');
  process.stderr.write(`portico: ${isWrongEnvironment ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
