import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { DCLinter } from 'dclint';
import { validate as validateDockerfile } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseEnv } from '@/server/env';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (...name: string[]) => readFileSync(path.join(root, ...name), 'utf8');

/** Every figure of the portal's own, from the sources. */
const figures = readdirSync(path.join(root, 'server', 'metrics'))
  .filter((name) => !name.endsWith('.test.ts'))
  .flatMap((name) =>
    [...read('server', 'metrics', name).matchAll(/'(portico_[a-z_]+)'/g)].map(([, figure = '']) => figure),
  );
const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) })
  .parse(parseYaml(read('deploy', 'prometheus', 'alerts.yml')))
  .groups.flatMap((group) => group.rules);
const panels = z
  .object({
    panels: z.array(
      z.object({ id: z.number(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) }),
    ),
  })
  .parse(JSON.parse(read('deploy', 'grafana', 'portico.json'))).panels;
const asked = [
  ...rules.map(({ alert, expr }) => ({ by: alert, expr })),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ by: title, expr }))),
];

test('every expression of the alerts and the dashboard is PromQL', () => {
  const broken = asked.filter(({ expr }) => {
    let isBroken = false;
    promql.parse(expr.replaceAll('$__rate_interval', '1m')).iterate({
      enter: ({ type }) => {
        isBroken ||= type.isError;
      },
    });
    return isBroken;
  });
  expect(broken).toEqual([]);
  expect(asked.length).toBeGreaterThan(30);
});

test('alerts and dashboard ask for figures that the portal tells, and the handbook names every figure [L-09]', () => {
  const told = new Set(figures.flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]));
  for (const { by, expr } of asked) {
    for (const [name] of expr.matchAll(/portico_[a-z_]+/g)) expect(told, by).toContain(name);
  }
  const handbook = read('docs', 'operations.md');
  expect(figures.filter((name) => !handbook.includes(`\`${name}`))).toEqual([]);
  expect(figures.length).toBeGreaterThan(10);
});

test('no two panels of the dashboard have one number', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test('the Dockerfile has no fault, and its image runs as nobody special what the release brings [P-06]', () => {
  const dockerfile = read('deploy', 'Dockerfile');
  expect(validateDockerfile(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  const [, image = ''] = dockerfile.split(/^FROM .*slim$/m);
  expect(image).toMatch(/^USER 1000:1000$/m);
  expect(image.indexOf('COPY')).toBeLessThan(image.indexOf('USER'));
  expect(dockerfile).not.toMatch(/:latest|^ADD |^ARG .*(SECRET|PASSWORD)/m);
});

test('what must not get into an image is left out of what Docker is given', () => {
  const left = read('deploy', 'Dockerfile.dockerignore').split('\n');
  for (const name of ['**/.env*', '.git', '.data', 'node_modules']) expect(left).toContain(name);
});

/** Its services stand in the order in which they start, and a merged key comes first. */
const ORDERS = { 'services-alphabetical-order': 0, 'service-keys-order': 0 } as const;

test('compose.yaml has no fault', () => {
  const linter = new DCLinter({ rules: ORDERS, quiet: false, debug: false, exclude: [] });
  const complaints = linter.lintFiles([path.join(root, 'deploy', 'compose.yaml')], false);
  expect(
    complaints.flatMap(({ messages }) => messages.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)),
  ).toEqual([]);
  // What the linter's schema takes for any text.
  expect(new Set(read('deploy', 'compose.yaml').match(/(?<=restart: ).+/g))).toEqual(
    new Set(['unless-stopped', '"no"']),
  );
});

test('what compose.yaml gives the portal is an environment that it takes', () => {
  const filled = read('deploy', 'compose.yaml').replace(
    /\$\{(\w+)(?::[?-][^}]*)?\}/g,
    (_, name: string) => `${samples[name] ?? ''}`,
  );
  const services = z
    .object({ services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.coerce.string()) })) })
    .parse(parseYaml(filled, { merge: true })).services;
  for (const name of ['web', 'worker', 'migrate', 'portal']) {
    expect(() => parseEnv(services[name]?.environment ?? {}), name).not.toThrow();
  }
});

const samples: Record<string, string> = {
  ...Object.fromEntries(
    [...read('deploy', 'environment.example').matchAll(/^(\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
  ),
  PORTAL_SECRET: 's'.repeat(64),
  GATEWAY_SECRET: 'g'.repeat(32),
  POSTGRES_PASSWORD: 'p'.repeat(32),
  REDIS_PASSWORD: 'r'.repeat(32),
};

/** The settings that both units have: a word that systemd does not know is passed over by it, with a line in its log. */
const HARDENED = [
  'NoNewPrivileges=yes',
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'ProtectProc=invisible',
  'ProcSubset=pid',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'PrivateUsers=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectControlGroups=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'RemoveIPC=yes',
  'LockPersonality=yes',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged @resources',
  'SystemCallErrorNumber=EPERM',
  'UMask=0077',
];
const UNIT =
  /^(?:Description|After|Wants|Type|User|Group|WorkingDirectory|EnvironmentFile|Environment|ExecStart|Restart|RestartSec|SuccessExitStatus|TimeoutStopSec|MemoryMax|LimitNOFILE|WantedBy)=/;

test('the units run what a release brings, as a user of their own who can write nothing', () => {
  for (const name of ['web', 'worker']) {
    const unit = read('deploy', 'systemd', `portico-${name}.service`);
    const settings = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !/^\[\w+\]$/.test(line));
    expect(settings.filter((line) => !UNIT.test(line))).toEqual(HARDENED);
    expect(settings).toEqual(
      expect.arrayContaining([
        `ExecStart=/usr/bin/node ${name}.mjs`,
        'WorkingDirectory=/opt/portico',
        'EnvironmentFile=/etc/portico/portico.env',
        'User=portico',
        'Restart=always',
        // Next ends a web process that was told to with it.
        'SuccessExitStatus=143',
      ]),
    );
    const filled = { ...samples, ...theirOwn, ...pairsOf(/^Environment=(.*)$/m.exec(unit)?.[1] ?? '') };
    expect(() => parseEnv(filled), name).not.toThrow();
  }
});

/** What the example keeps for the units alone. */
const theirOwn = pairsOf(
  read('deploy', 'environment.example')
    .replace(/^#(?=[A-Z]+(?:_[A-Z]+)*=)/gm, '')
    .match(/^[A-Z_]+=\S+$/gm)
    ?.join(' ') ?? '',
);

function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]));
}

test('the proxy in front lets the largest upload through and keeps figures and probes inside', () => {
  const proxy = read('deploy', 'nginx', 'portico.conf');
  expect(proxy).toContain('client_max_body_size 33m;');
  expect(proxy).toMatch(/location ~ \^\/\(metrics\|readyz\|healthz\)\$ \{\s+return 404;/);
  expect(proxy).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
  expect(proxy.split('{').length).toBe(proxy.split('}').length);
});
