// `npm run -s sbom > sbom.cdx.json`: what an installation for production on this machine holds, as CycloneDX, by npm itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npmCommand } from './start/install.mjs';

/** A bill of materials of some hundred packages. Bytes. */
const BILL_BYTES_MAX = 50_000_000;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * npm calls the program by the folder that it lies in; a bill is compared with others by its name.
 * @returns {{ bomFormat: string, metadata: { component: { name: string } }, components: Record<string, unknown>[] }}
 */
export function billOfMaterials() {
  const npm = npmCommand(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev']);
  const told = execFileSync(npm.command, npm.args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: BILL_BYTES_MAX,
    shell: npm.shell ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const bill = JSON.parse(told);
  bill.metadata.component.name = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).name;
  return bill;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(billOfMaterials(), null, 2)}\n`);
}
