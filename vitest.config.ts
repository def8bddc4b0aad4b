import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  // As the build compiles it: the development form does not exist in React's production half.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  resolve: {
    alias: {
      '@': root.replace(/\/$/, ''),
      // It throws outside of React's server bundle; tests are the server.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    // By default one of two cores is left alone, while most tests wait for PostgreSQL or a gateway.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // Here and not above: there it would run a second time for this project.
          globalSetup: ['./test/global-setup.ts'],
          // Loading the portal anew for each of three hundred files was half of the time. What a module keeps lives on in the next
          // file of the same process: nothing there may depend on being the first.
          isolate: false,
          setupFiles: ['./test/close-connections.ts'],
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['**/node_modules/**', '.next/**', '.data/**', '.test/**', 'e2e/**'],
          // Two busy cores: a first argon2 hash or a first PostgreSQL start may take seconds. Patience costs nothing where
          // all is well.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
