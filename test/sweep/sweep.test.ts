import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '@/scripts/start/temporary-folder';
import { ownDatabase } from '../harness';
import { finderOf } from './finder';
import { filesOf, rowsOf } from './places';
import { sweep } from './sweep';
import { forgetTold, tell, told } from './told';

const token = randomBytes(32).toString('base64url');
const hex = randomBytes(32).toString('hex');
const webhook = `whsec_${randomBytes(32).toString('base64')}`;
const password = 'a "harbour" & nine <lanterns>';
const word = 'NineLanternsOverTheHarbour';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await ownDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const secrets = Object.entries({ token, hex, webhook, password, word }).map(([kind, value]) => ({ kind, value }));
const kindsIn = (text: string) => finderOf(secrets)(Buffer.from(text)).map(({ kind }) => kind);

test('a secret that somebody put into any column of any table is found, and the sweep fails [L-01]', async () => {
  const swept = () => sweep({ secrets, places: rowsOf(database.url), allowed: [] });
  expect(await swept()).toEqual([]);
  await client.query('create schema elsewhere');
  const plant = (name: string, type: string, made: string, value: unknown) =>
    client.query(`create table elsewhere.${name} as select null::int as a`).then(async () => {
      await client.query(`alter table elsewhere.${name} add column planted ${type}`);
      await client.query(`update elsewhere.${name} set planted = ${made}`, [value]);
    });
  await plant('a_text', 'text', '$1', `see ${token}!`);
  await plant('a_json', 'jsonb', '$1', JSON.stringify({ a: [{ b: password }] }));
  await plant('bytes_of_text', 'bytea', '$1', Buffer.from(`<${webhook}>`));
  await plant('bytes', 'bytea', '$1', Buffer.from(hex, 'hex'));
  await plant('an_index', 'tsvector', `to_tsvector('simple', $1)`, word);
  expect(await swept()).toEqual([
    `hex (64 characters, ${hex.slice(0, 3)}…) in table elsewhere.bytes`,
    'password (29 characters, a "…) in table elsewhere.a_json',
    `token (43 characters, ${token.slice(0, 3)}…) in table elsewhere.a_text`,
    'webhook (50 characters, whs…) in table elsewhere.bytes_of_text',
    'word (26 characters, Nin…) in table elsewhere.an_index',
  ]);
});

test('a secret is found in every way to write it, and what is not there is not found [L-01]', () => {
  for (const text of [token, encodeURIComponent(token), Buffer.from(token).toString('hex').toUpperCase()]) {
    expect(kindsIn(`before${text}behind`)).toEqual(['token']);
  }
  for (const before of ['', 'a', 'ab', 'abc']) {
    expect(kindsIn(Buffer.from(`${before}${token}:`).toString('base64'))).toEqual(['token']);
    expect(kindsIn(Buffer.from(`${before}${hex}:`).toString('base64url'))).toEqual(['hex']);
  }
  expect(kindsIn(Buffer.from(hex, 'hex').toString('base64'))).toEqual(['hex']);
  expect(kindsIn(webhook.slice('whsec_'.length))).toEqual(['webhook']);
  expect(kindsIn(JSON.stringify({ password }))).toEqual(['password']);
  expect(kindsIn('a &quot;harbour&quot; &amp; nine &lt;lanterns&gt;')).toEqual(['password']);
  expect(kindsIn(`${token.slice(1)} ${hex.slice(0, -1)} ${'nothing '.repeat(99)}`)).toEqual([]);
});

test('what has the form of a token is found without anybody telling [L-01]', () => {
  const find = finderOf([]);
  expect(find(Buffer.from(`a log: portico_${token}`))).toMatchObject([{ value: `portico_${token}` }]);
  expect(find(Buffer.from(`a log: ${webhook}`))).toMatchObject([{ value: webhook }]);
});

test('what the stories tell is read by the sweep, then gone, and is nobody else’s [L-01]', async () => {
  const folder = temporaryFolder();
  for (const { kind, value } of [...secrets, ...secrets]) tell(folder, kind, value);
  expect(statSync(path.join(folder, 'seen-secrets')).mode & 0o777).toBe(0o600);
  expect(told(folder)).toEqual(secrets);
  writeFileSync(path.join(folder, 'a.log'), `{"msg":"${hex}"}`);
  const places = () => filesOf(path.join(folder, 'a.log'));
  expect(await sweep({ secrets: told(folder), places: places(), allowed: [] })).toHaveLength(1);
  const allowed = [{ kind: /^hex$/, place: /a\.log$/, why: 'it is a test' }];
  expect(await sweep({ secrets: told(folder), places: places(), allowed })).toEqual([]);
  forgetTold(folder);
  expect(told(folder)).toEqual([]);
  expect([...filesOf(path.join(folder, 'nowhere'))]).toEqual([]);
});
