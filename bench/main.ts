import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importDocument } from './parts/import-document';
import { instances } from './parts/instances';
import { pagesPrivate } from './parts/pages-private';
import { pagesPublic } from './parts/pages-public';
import { pipeline } from './parts/pipeline';
import { reference } from './parts/reference';
import { scale } from './parts/scale';
import { start } from './parts/start';
import { upgrade } from './parts/upgrade';
import { weight } from './parts/weight';
import { type DatabasePart, type Part, type Result, tableOf } from './result';
import { withDatabase } from './with-database';
import { withPortal } from './with-portal';

/** `npm run bench [-- part …]`: measures, prints a table and writes bench/results.json. Exit code 0 also when missed. */
const parts: Record<string, Part> = {
  'pages.public': pagesPublic,
  'pages.private': pagesPrivate,
  pipeline,
  instances,
  reference,
  weight,
  start,
  import: importDocument,
};

/** What asks a database alone: no portal is built and started for them. */
const databaseParts: Record<string, DatabasePart> = { scale, upgrade };

const asked = process.argv.slice(2);
const known = [...Object.keys(parts), ...Object.keys(databaseParts)];
const stranger = asked.find((name) => !known.includes(name));
if (stranger !== undefined) {
  process.stderr.write(`There is no part ${stranger}; there are: ${known.join(', ')}.\n`);
  process.exit(1);
}
const isChosen = ([name]: [string, unknown]) => asked.length === 0 || asked.includes(name);
const chosen = Object.entries(parts).filter(isChosen);
const chosenOfDatabase = Object.entries(databaseParts).filter(isChosen);
const say = (text: string) => process.stderr.write(`${text}\n`);

const results: Result[] = [];
async function run(name: string, part: () => Promise<Result[]>): Promise<void> {
  say(`${name} …`);
  for (const result of await part()) results.push({ ...result, part: name });
}
if (chosen.length > 0) {
  await withPortal(say, async (portal) => {
    for (const [name, part] of chosen) await run(name, () => part(portal, say));
  });
}
if (chosenOfDatabase.length > 0) {
  await withDatabase(async (serverUrl) => {
    for (const [name, part] of chosenOfDatabase) await run(name, () => part(serverUrl, say));
  });
}
process.stdout.write(`\n${tableOf(results)}\n`);
const file = path.join(import.meta.dirname, 'results.json');
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`);
const missed = results.filter(({ isMet }) => isMet === false);
process.stdout.write(missed.length === 0 ? 'Every target is met.\n' : `${missed.length} targets are missed.\n`);
