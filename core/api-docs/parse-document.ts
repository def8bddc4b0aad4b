import { NAME_MAX, SCHEMAS_MAX } from './document-limits';
import { findLines } from './find-lines';
import type { OpenApiVersion, ParsedDocument } from './parsed-document';
import { createProblems, type Problems } from './problems';
import { cleanText, own, type Raw, rawOf, toJson } from './raw';
import { readOperations } from './read-operations';
import { readOverview } from './read-overview';
import { readSource } from './read-source';
import { createReferences, type References } from './references';
import { viewSchema } from './schema-view';
import { survey } from './survey';

/**
 * Reads an OpenAPI document (Swagger 2.0, 3.0, 3.1; JSON or YAML) into what its pages need. Takes seconds for a large
 * one and blocks meanwhile: run it in a thread. Never throws for what a document may be.
 */
export function parseDocument(source: string): ParsedDocument {
  const read = readSource(source);
  if (read.problem) return { outcome: 'bad', report: [read.problem] };
  const problems = createProblems();
  const parsed = parseRoot(read.root, problems);
  const report = findLines(source, problems.list());
  return parsed && !problems.isRefused() ? { ...parsed, report } : { outcome: 'bad', report };
}

function parseRoot(root: Raw, problems: Problems): Omit<Extract<ParsedDocument, { outcome: 'good' }>, 'report'> | null {
  const version = readVersion(root, problems);
  if (!version) return null;
  survey(root, problems);
  if (problems.isRefused()) return null;
  const references = createReferences(root, problems);
  const { operations, tags } = readOperations(root, version, references, problems);
  const schemas = problems.isRefused() ? [] : readSchemas(root, version, references);
  const overview = readOverview(root, version, tags, schemas.length, references);
  return {
    outcome: 'good',
    openapi: version,
    title: cleanText(overview.title),
    overview: toJson(overview),
    operations,
    schemas,
  };
}

function readVersion(root: Raw, problems: Problems): OpenApiVersion | null {
  const given = own(root, 'openapi') ?? own(root, 'swagger');
  const version = (['2.0', '3.0', '3.1'] as const).find(
    (known) => given === known || (typeof given === 'string' && given.startsWith(`${known}.`)),
  );
  if (version) return version;
  const where = Object.hasOwn(root, 'openapi') ? '/openapi' : '';
  problems.refuse(where, 'The document must say "swagger": "2.0" or "openapi": "3.0.x" or "3.1.x".');
  return null;
}

function readSchemas(root: Raw, version: OpenApiVersion, references: References): { name: string; content: string }[] {
  const schemas = version === '2.0' ? rawOf(root, 'definitions') : rawOf(rawOf(root, 'components'), 'schemas');
  const place = version === '2.0' ? '#/definitions/' : '#/components/schemas/';
  const byName = new Map<string, string>();
  for (const name of Object.keys(schemas).slice(0, SCHEMAS_MAX)) {
    const reference = place + encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
    byName.set(
      cleanText(name.slice(0, NAME_MAX)),
      toJson(viewSchema({ $ref: reference }, references, { inlineDepth: 1 })),
    );
  }
  return [...byName].map(([name, content]) => ({ name, content }));
}
