import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importDocument } from './parts/import-document';
import { instances } from './parts/instances';
import { pagesPrivate } from './parts/pages-private';
import { pagesPublic } from './parts/pages-public';
import { pipeline } from './parts/pipeline';
import { reference } from './parts/reference';
import { start } from './parts/start';
import { weight } from './parts/weight';
import { type Part, type Result, tableOf } from './result';
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

const asked = process.argv.slice(2);
const stranger = asked.find((name) => !(name in parts));
if (stranger !== undefined) {
  process.stderr.write(`There is no part ${stranger}; there are: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}
const chosen = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name));
const say = (text: string) => process.stderr.write(`${text}\n`);

const results: Result[] = [];
await withPortal(say, async (portal) => {
  for (const [name, part] of chosen) {
    say(`${name} …`);
    for (const result of await part(portal, say)) results.push({ ...result, part: name });
  }
});
process.stdout.write(`\n${tableOf(results)}\n`);
const file = path.join(import.meta.dirname, 'results.json');
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`);
const missed = results.filter(({ isMet }) => isMet === false);
process.stdout.write(missed.length === 0 ? 'Every target is met.\n' : `${missed.length} targets are missed.\n`);
