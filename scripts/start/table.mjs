import path from 'node:path';

const DEMO_LOGINS = [
  ['Portal admin', 'admin@portal.test', 'portal-admin-demo'],
  ['Super admin (Acme)', 'ada@acme.test', 'portal-dev-demo'],
  ['Team member (Acme)', 'tom@acme.test', 'portal-dev-demo'],
  ['Developer', 'dev@default.test', 'portal-dev-demo'],
];

/**
 * Everything that a person needs to go on, in one table.
 * @param {import('./settings.mjs').Settings} settings
 * @returns {string}
 */
export function startTable(settings) {
  const { portalUrl, gateway, mail, databaseUrl, databasePort, dataDir, isDemo } = settings;
  const here = path.relative(process.cwd(), dataDir) || dataDir;
  const rows = [
    ['Portal', portalUrl],
    ['Admin portal', `${portalUrl}/admin`],
    ['Mails', mail.isDemo ? `http://127.0.0.1:${mail.webPort}` : `sent by ${new URL(mail.smtpUrl).host}`],
    ['Gateway', gateway.isDemo ? `${gateway.url} (demo)` : gateway.url],
    ['PostgreSQL', databaseUrl === null ? `127.0.0.1:${databasePort} (embedded)` : new URL(databaseUrl).host],
    ['Data and logs', here.startsWith('..') ? dataDir : here],
  ];
  const parts = ['', columns(rows)];
  if (isDemo) parts.push('', columns([['Demo login', 'Email', 'Password'], ...DEMO_LOGINS]));
  parts.push('', '  Ctrl-C stops everything.', '');
  return parts.join('\n');
}

/** @param {readonly (readonly string[])[]} rows */
function columns(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
    .join('\n');
}
