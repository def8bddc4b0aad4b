// The arrows of docs/architecture.md: routes ask, core decides, PostgreSQL remembers, jobs act, adapters translate.
const inner = '^(app|components|server|gateway|emails)/';
const tests = '[.]test[.]tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'core-knows-no-framework',
      severity: 'error',
      from: { path: '^core/', pathNot: tests },
      to: { path: [inner, '^node_modules/(next|next-auth|react|react-dom|nodemailer|hono)/'] },
    },
    {
      name: 'db-is-a-leaf',
      severity: 'error',
      from: { path: '^db/', pathNot: tests },
      to: { path: ['^core/', inner] },
    },
    {
      name: 'adapters-know-only-ports',
      severity: 'error',
      from: { path: '^(gateway|emails)/', pathNot: tests },
      to: { path: '^(app|components|server|core|db)/', pathNot: '^core/ports/' },
    },
    {
      name: 'only-core-writes-sql',
      severity: 'error',
      from: { path: '^(app|server|components)/', pathNot: ['^server/wiring[.]ts$', tests] },
      to: { path: ['^db/', '^node_modules/(drizzle-orm|pg)/'] },
    },
    {
      name: 'only-server-wires-adapters',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^(gateway|emails)/' },
    },
    {
      name: 'components-take-props',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|core|db|server)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-does-not-know-routes',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'client-leaves-import-only-their-action',
      severity: 'error',
      from: { path: '^app/.*-(form|dialog|menu|button|palette)[.]tsx$' },
      to: { path: '^(server|core|db)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-telemetry-knows-opentelemetry',
      severity: 'error',
      from: {
        path: '^(app|components|core|db|emails|gateway|server|scripts)/',
        pathNot: ['^server/telemetry/', tests],
      },
      to: { path: '^node_modules/@opentelemetry/' },
    },
    {
      name: 'production-never-imports-tests',
      severity: 'error',
      from: { path: '^(app|components|core|db|emails|gateway|server)/', pathNot: tests },
      to: { path: '^(test|e2e|bench)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
