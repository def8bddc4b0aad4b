import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, runOnce, type TaskList } from 'graphile-worker';
import { expect, test } from 'vitest';
import { claimCredential } from '@/core/credentials/claim-credential';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { syncCredential } from '@/core/credentials/sync-credential';
import { mutate } from '@/core/mutate';
import { sendMail } from '@/core/notifications/send-mail';
import { databaseOn, openPool } from '@/db/client';
import { createMessageRenderer } from '@/emails/renderer';
import type { ReceivedSpan } from '@/test/otlp-receiver';
import { approvedRequest, QUICK, TEST_GATEWAY_SECRET, testGateways } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { traced } from '@/test/traced';
import { traceGateway } from './trace-gateway';
import { traceJobs } from './trace-jobs';
import { traceMails } from './trace-mails';
import { traceRequest } from './trace-requests';
import { traceSql } from './trace-sql';
import { type Tracing, tracing } from './tracing';

const onStage = provisioningStage();

/** As the wiring and the processes put it together: a request that lets a key be made and orders a mail, then the worker. */
async function makeKey(stage: Stage, credentialId: string, sent: string[]): Promise<void> {
  const pool = openPool(stage.url, { max: 2, onError: () => {} });
  traceSql(pool);
  const db = databaseOn(pool);
  const traceparent = () => tracing()?.traceparent() ?? null;
  const ada = stage.as(stage.world.ada, { db, traceparent });
  const system = { ...stage.system, db, traceparent };
  const server = createServer((request, response) => {
    traceRequest(request, response, false, () => {
      void claimAndTell(ada, credentialId).finally(() => response.end());
      return true;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gateways = testGateways(stage.system, traceGateway(stage.gateway.url, fetch));
  const mailer = traceMails({ send: async ({ to, text }) => void sent.push(to.address, text) });
  const taskList = traceJobs({
    'credential.sync': (payload) => syncCredential(system, gateways, payload as { credentialId: string }, QUICK),
    'mail.send': (payload) =>
      sendMail(system, { mailer, renderer: createMessageRenderer() }, payload as { mailId: string }),
  }) as TaskList;
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/keys/confirm?token=in-the-address`, { method: 'POST' })).text();
  await stage.db.execute('update graphile_worker._private_jobs set run_at = now()');
  await runOnce({ connectionString: stage.url, taskList, logger: new Logger(() => () => {}) });
  server.close();
  await pool.end();
}

async function claimAndTell(ada: ReturnType<Stage['as']>, credentialId: string): Promise<void> {
  await claimCredential(ada, { credentialId });
  await mutate(ada, async (unit) => {
    await unit.audit('user.address_verified', { kind: 'user', id: null });
    await unit.mail({ message: 'password-changed', to: { userId: (ada.actor as { userId: string }).userId } });
  });
}

const named = (spans: ReceivedSpan[], name: string) => {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`);
  return found;
};

// Leave `...trace` out of core/mutate.ts and the jobs are traces of their own.
test('a request, its statements, the jobs that it ordered, their calls to the gateway and their mails are one trace, which tells no secret', () =>
  onStage(async (stage) => {
    const { credentialId } = await approvedRequest(stage.db, stage.world);
    const sent: string[] = [];
    const { spans: all, raw } = await traced(() => makeKey(stage, credentialId, sent));

    const request = named(all, 'POST own');
    // The worker looks at the key again later, which is a trace of its own.
    const spans = all.filter(({ traceId }) => traceId === request.traceId);
    expect(named(spans, 'UPDATE credentials').facts['db.query.text']).toMatch(/^update "credentials" set .*\$1/);
    const job = named(spans, 'job credential.sync');
    expect(job.parentSpanId).toBe(request.spanId);
    const call = named(spans, 'POST /tyk/keys/{id}');
    expect(call.parentSpanId).toBe(job.spanId);
    expect(call.facts).toMatchObject({ 'url.template': '/tyk/keys/{id}', 'http.response.status_code': 200 });
    expect(named(spans, 'send mail').parentSpanId).toBe(named(spans, 'job mail.send').spanId);

    const row = await stage.row(credentialId);
    const { key } = await revealCredential(stage.as(stage.world.ada), { credentialId });
    const [address = 'nobody'] = sent;
    expect(key.length).toBeGreaterThan(20);
    expect(address).toContain('@');
    const hash = row.gatewayKeyHash ?? '';
    expect(hash).not.toBe('');
    for (const secret of [key, hash, address, TEST_GATEWAY_SECRET, 'in-the-address', stage.world.ada.userId]) {
      expect(raw).not.toContain(secret);
    }
  }));

test('a connection that somebody waited for works on in their trace, and not in that of who gave it back', () =>
  onStage(
    async (stage) => {
      const pool = openPool(stage.url, { max: 1, onError: () => {} });
      traceSql(pool);
      const ask = (traces: Tracing, name: string) => {
        const span = traces.start(name, 'job', {});
        return span.run(() => pool.query(`select '${name}' from gateways`)).finally(() => span.end());
      };
      const { spans } = await traced(async (traces) => {
        await Promise.all(['one', 'two', 'three'].map((name) => ask(traces, name)));
        await expect(
          traces.start('wrong', 'job', {}).run(() => pool.query("select 'what somebody typed'::uuid")),
        ).rejects.toThrow('what somebody typed');
      });
      await pool.end();
      const statements = spans.filter(({ name }) => name === 'SELECT gateways');
      expect(statements).toHaveLength(3);
      for (const { facts, traceId } of statements) {
        const [, name = ''] = /'(\w+)'/.exec(String(facts['db.query.text'])) ?? [];
        expect(traceId).toBe(named(spans, name).traceId);
      }
      expect(named(spans, 'SELECT')).toMatchObject({ failed: true, facts: { 'error.type': '22P02' } });
    },
    { skipInvariants: true },
  ));
