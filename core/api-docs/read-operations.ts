import { ABOUT_MAX, NAME_MAX, OPERATIONS_MAX, PATH_MAX, SUMMARY_MAX } from './document-limits';
import { createSlugs } from './operation-slug';
import type { DocumentOverview, OpenApiVersion, ParsedOperation } from './parsed-document';
import { pointerOf } from './pointer';
import type { Problems } from './problems';
import { cleanText, isRaw, listOf, own, type Raw, rawOf, textOf, toJson } from './raw';
import { readOperation } from './read-operation';
import type { References } from './references';
import { operationOfTwo } from './swagger-two';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

type Found = { path: string; method: string; pathItem: Raw; operation: Raw; tag: string };

/** Every operation of the document, grouped by tag in the order of the reference, and the tags with their counts. */
export function readOperations(
  root: Raw,
  version: OpenApiVersion,
  references: References,
  problems: Problems,
): { operations: ParsedOperation[]; tags: DocumentOverview['tags'] } {
  const found = findOperations(root, references, problems);
  if (found.length === 0) problems.refuse('/paths', 'There is no operation in this document.');
  if (found.length > OPERATIONS_MAX) problems.refuse('/paths', `There are more than ${OPERATIONS_MAX} operations.`);
  if (problems.isRefused()) return { operations: [], tags: [] };

  const tags = countTags(root, found);
  const order = new Map(tags.map(({ name }, index) => [name, index]));
  const sorted = found.toSorted((a, b) => (order.get(a.tag) ?? 0) - (order.get(b.tag) ?? 0));
  const slug = createSlugs();
  const security = listOf(root, 'security');
  const operations = sorted.map(({ path, method, pathItem, operation, tag }, position) => {
    const asThree = version === '2.0' ? operationOfTwo(root, pathItem, operation, references) : operation;
    const content = readOperation({
      // Swagger 2.0: the path's parameters are among the operation's already.
      pathItem: version === '2.0' ? {} : pathItem,
      operation: asThree,
      security,
      references,
    });
    return {
      slug: slug(content.operationId || `${method} ${path}`),
      method,
      path: cleanText(path),
      summary: cleanText(
        textOf(operation, 'summary', SUMMARY_MAX) || content.operationId || `${method.toUpperCase()} ${path}`,
      ),
      tag: cleanText(tag),
      isDeprecated: own(operation, 'deprecated') === true,
      position,
      content: toJson(content),
    };
  });
  return { operations, tags };
}

function findOperations(root: Raw, references: References, problems: Problems): Found[] {
  const found: Found[] = [];
  for (const [path, given] of Object.entries(rawOf(root, 'paths'))) {
    if (path.startsWith('x-')) continue;
    if (!path.startsWith('/') || path.length > PATH_MAX) {
      problems.note(pointerOf(['paths', path]), 'A path begins with a slash. This one is left out.');
      continue;
    }
    const { value: pathItem } = references.resolve(given);
    for (const method of METHODS) {
      const operation = own(pathItem, method);
      if (isRaw(operation)) found.push({ path, method, pathItem, operation, tag: tagOf(operation) });
    }
    if (found.length > OPERATIONS_MAX) break;
  }
  return found;
}

function tagOf(operation: Raw): string {
  const [first] = listOf(operation, 'tags');
  return typeof first === 'string' ? first.slice(0, NAME_MAX) : '';
}

/** Declared tags in their order, then others as they come up; only those with operations. */
function countTags(root: Raw, found: readonly Found[]): DocumentOverview['tags'] {
  const about = new Map<string, string>();
  for (const tag of listOf(root, 'tags').filter(isRaw)) {
    about.set(textOf(tag, 'name', NAME_MAX), textOf(tag, 'description', ABOUT_MAX));
  }
  const counts = new Map([...about.keys()].map((name) => [name, 0]));
  for (const { tag } of found) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([, operations]) => operations > 0)
    .map(([name, operations]) => ({ name, about: about.get(name) ?? '', operations }));
}
