import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { parseEnv } from '@/server/env';

const folder = import.meta.dirname;
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(read(name)));
const objects = documents.map((document) =>
  z
    .looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string().optional() }) })
    .parse(document.toJS()),
);

// Strict wherever a slip of the pen would only be passed over: `readinessProb` is no probe.
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.enum(['/healthz', '/readyz']), port: z.string() }),
  initialDelaySeconds: z.number().optional(),
  periodSeconds: z.number(),
  timeoutSeconds: z.number().optional(),
  failureThreshold: z.number().optional(),
});
const container = z.strictObject({
  name: z.string(),
  image: z.string().regex(/:\d/),
  command: z.tuple([z.literal('node'), z.enum(['web.mjs', 'worker.mjs', 'portal.mjs'])]).rest(z.string()),
  envFrom: z.tuple([
    z.strictObject({ configMapRef: z.strictObject({ name: z.literal('portico') }) }),
    z.strictObject({ secretRef: z.strictObject({ name: z.literal('portico') }) }),
  ]),
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.strictObject({ name: z.string(), containerPort: z.number() })).default([]),
  lifecycle: z.strictObject({ preStop: z.looseObject({}) }).optional(),
  startupProbe: probe.optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  resources: z.strictObject({
    requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
    limits: z.strictObject({ memory: z.string() }),
  }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.tuple([z.strictObject({ name: z.literal('tmp'), mountPath: z.literal('/tmp') })]).optional(),
});
const pod = z.strictObject({
  automountServiceAccountToken: z.literal(false),
  restartPolicy: z.literal('OnFailure').optional(),
  securityContext: z.strictObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.literal(1000),
    runAsGroup: z.literal(1000),
    seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
  }),
  topologySpreadConstraints: z.array(z.looseObject({})).optional(),
  terminationGracePeriodSeconds: z.number().optional(),
  containers: z.tuple([container]),
  volumes: z.tuple([z.strictObject({ name: z.literal('tmp'), emptyDir: z.looseObject({}) })]).optional(),
});
const labels = z.record(z.string(), z.string());
const workload = z.object({
  kind: z.enum(['Deployment', 'Job']),
  spec: z.strictObject({
    replicas: z.number().optional(),
    selector: z.strictObject({ matchLabels: labels }).optional(),
    strategy: z.looseObject({}).optional(),
    backoffLimit: z.number().optional(),
    ttlSecondsAfterFinished: z.number().optional(),
    template: z.strictObject({ metadata: z.looseObject({ labels }), spec: pod }),
  }),
});
const workloads = objects
  .filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
  .map((object) => ({ name: object.metadata.name ?? 'migrate', ...workload.parse(object).spec }))
  .map((spec) => ({ ...spec, pod: spec.template.spec, main: spec.template.spec.containers[0] }));
const named = (name: string) => {
  const found = workloads.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

test('the manifests parse, hold no secret, and every workload gives up the rights that it does not need', () => {
  for (const { errors } of documents) expect(errors).toEqual([]);
  expect(objects.map(({ kind }) => kind).sort()).toEqual(
    ['ConfigMap', 'Deployment', 'Deployment', 'Ingress', 'Job', 'Namespace', 'PodDisruptionBudget', 'Service'].sort(),
  );
  // One version for all: the job migrates what the pods then want.
  expect(new Set(workloads.map(({ main }) => main.image)).size).toBe(1);
});

test('two web pods take over from each other, and a database that is away restarts none', () => {
  const { replicas, selector, strategy, template, pod: spec, main } = named('portico-web');
  expect(replicas).toBeGreaterThanOrEqual(2);
  expect(strategy).toEqual({ rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
  expect(main.readinessProbe?.httpGet.path).toBe('/readyz');
  for (const each of [main.livenessProbe, main.startupProbe]) expect(each?.httpGet.path).toBe('/healthz');
  // The pod is out of the service before it ends.
  expect(main.lifecycle?.preStop).toEqual({ exec: { command: ['sleep', '5'] } });
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(30);
  const service = objects.find(({ kind }) => kind === 'Service');
  expect(service?.spec).toMatchObject({
    selector: selector?.matchLabels,
    ports: [{ targetPort: main.ports[0]?.name }],
  });
  expect(template.metadata.labels).toEqual(selector?.matchLabels);
});

test('two workers run jobs, and tell that they live where they are asked', () => {
  const { replicas, pod: spec, main } = named('portico-worker');
  expect(replicas).toBeGreaterThanOrEqual(2);
  expect(main.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: main.ports[0]?.name });
  expect(main.env).toContainEqual({ name: 'WORKER_PORT', value: String(main.ports[0]?.containerPort) });
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(60);
});

test('what the manifests and the steps give the portal is an environment that it takes', () => {
  const config = z.record(z.string(), z.string()).parse(objects.find(({ kind }) => kind === 'ConfigMap')?.data);
  const made = [...read('README.md').matchAll(/--from-literal=(\w+)=/g)].map(([, name = '']) => name);
  expect(made.sort()).toEqual(Object.keys(SECRETS).sort());
  for (const { name, main } of workloads) {
    const own = Object.fromEntries(main.env.map((one) => [one.name, one.value]));
    expect(() => parseEnv({ ...config, ...SECRETS, ...own }), name).not.toThrow();
  }
});

const SECRETS = {
  PORTAL_SECRET: 's'.repeat(64),
  DATABASE_URL: 'postgresql://portico@db.internal/portico',
  SMTP_URL: 'smtps://mail.example.com',
  GATEWAY_SECRET: 'g'.repeat(32),
};
