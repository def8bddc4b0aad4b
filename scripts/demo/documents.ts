import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../portal/command-error';
import { demoProducts } from './offer';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Reads the OpenAPI documents of the demo from the packages that bring them; by the product's slug. Throws
 * `CommandError` when a package is not there: an operator may leave development dependencies out.
 */
export async function readDocuments(): Promise<Map<string, string>> {
  const wanted = demoProducts.flatMap(({ slug, document }) => (document === null ? [] : [{ slug, document }]));
  return new Map(
    await Promise.all(wanted.map(async ({ slug, document }) => [slug, await readDocument(document)] as const)),
  );
}

async function readDocument(document: string): Promise<string> {
  try {
    return await readFile(join(modules, document), 'utf8');
  } catch (error) {
    const message = `The demo needs the package of ${document}. Install with development dependencies: npm ci`;
    throw new CommandError(message, { cause: error });
  }
}
