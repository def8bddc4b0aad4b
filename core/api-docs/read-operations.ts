import { ABOUT_MAX, NAME_MAX, OPERATIONS_MAX, PATH_MAX, SUMMARY_MAX } from './document-limits';
import { METHODS, WEBHOOK } from './methods';
import type { OperationContent } from './operation-content';
import { createSlugs } from './operation-slug';
import type { DocumentOverview, OpenApiVersion, ParsedOperation } from './parsed-document';
import { pointerOf } from './pointer';
import type { Problems } from './problems';
import { cleanText, isRaw, listOf, own, type Raw, rawOf, textOf, toJson, webAddress } from './raw';
import type { OperationSlugs } from './read-links';
import { readOperation } from './read-operation';
import type { References } from './references';
import { operationOfTwo } from './swagger-two';

type Found = {
  /** `paths` or where webhooks stand. */
  pointer: string;
  path: string;
  method: string;
  pathItem: Raw;
  operation: Raw;
  tag: string;
  isWebhook: boolean;
};

/** Every operation of the document, grouped by tag in the order of the reference, and the tags with their counts. */
export function readOperations(
  root: Raw,
  version: OpenApiVersion,
  references: References,
  problems: Problems,
): { operations: ParsedOperation[]; tags: DocumentOverview['tags'] } {
  const found = [...findOperations(root, references, problems), ...findWebhooks(root, references)];
  if (found.length === 0) problems.refuse('/paths', 'There is no operation in this document.');
  if (found.length > OPERATIONS_MAX) problems.refuse('/paths', `There are more than ${OPERATIONS_MAX} operations.`);
  if (problems.isRefused()) return { operations: [], tags: [] };

  const tags = countTags(root, found);
  const order = new Map(tags.map(({ name }, index) => [name, index]));
  const sorted = found.toSorted((a, b) => (order.get(a.tag) ?? 0) - (order.get(b.tag) ?? 0));
  const nextSlug = createSlugs();
  const slugs = sorted.map(({ operation, method, path }) => nextSlug(idOf(operation) || `${method} ${path}`));
  const places = placesOf(sorted, slugs, problems);
  const security = listOf(root, 'security');
  const operations = sorted.map((each, position) => {
    const slug = slugs[position] ?? '';
    const content = contentOf(each, { root, version, security, references, slugs: places });
    return { slug, ...lineOf(each), position, content: toJson(content) };
  });
  return { operations, tags };
}

function lineOf({ path, method, operation, tag, isWebhook }: Found) {
  const summary = textOf(operation, 'summary', SUMMARY_MAX) || idOf(operation);
  return {
    method: isWebhook ? WEBHOOK : method,
    path: cleanText(path),
    summary: cleanText(summary || (isWebhook ? path : `${method.toUpperCase()} ${path}`)).slice(0, SUMMARY_MAX),
    tag: cleanText(tag),
    isDeprecated: own(operation, 'deprecated') === true,
  };
}

function contentOf(
  { pathItem, operation, method, isWebhook }: Found,
  input: {
    root: Raw;
    version: OpenApiVersion;
    security: readonly unknown[];
    references: References;
    slugs: OperationSlugs;
  },
): OperationContent {
  const { root, version, ...rest } = input;
  const isTwo = version === '2.0';
  // Swagger 2.0: the path's parameters are among the operation's already.
  const asThree = isTwo ? operationOfTwo(root, pathItem, operation, input.references) : operation;
  const content = readOperation({ pathItem: isTwo ? {} : pathItem, operation: asThree, ...rest, isSent: isWebhook });
  return isWebhook ? { ...content, security: [], sentBy: method } : content;
}

function idOf(operation: Raw): string {
  return textOf(operation, 'operationId', NAME_MAX);
}

/** Where links find operations. An operationId that stands twice is said, and the first one has it. */
function placesOf(found: readonly Found[], slugs: readonly string[], problems: Problems): OperationSlugs {
  const byId = new Map<string, string>();
  const byPointer = new Map<string, string>();
  for (const [index, { pointer, operation }] of found.entries()) {
    const id = idOf(operation);
    const slug = slugs[index] ?? '';
    byPointer.set(`#${pointer}`, slug);
    if (byId.has(id))
      problems.note(`${pointer}/operationId`, `The operationId "${id}" stands at another operation, too.`);
    else if (id !== '') byId.set(id, slug);
  }
  return { byId, byPointer };
}

function findOperations(root: Raw, references: References, problems: Problems): Found[] {
  const found: Found[] = [];
  for (const [path, given] of Object.entries(rawOf(root, 'paths'))) {
    if (path.startsWith('x-')) continue;
    if (!path.startsWith('/') || path.length > PATH_MAX) {
      problems.note(pointerOf(['paths', path]), 'A path begins with a slash. This one is left out.');
      continue;
    }
    found.push(...operationsAt(['paths', path], references.resolve(given).value, ''));
    if (found.length > OPERATIONS_MAX) break;
  }
  return found;
}

/** Calls that the API makes: since 3.1, and before under the name that tools had agreed on. */
function findWebhooks(root: Raw, references: References): Found[] {
  const found = ['webhooks', 'x-webhooks'].flatMap((place) =>
    Object.entries(rawOf(root, place))
      .slice(0, OPERATIONS_MAX + 1)
      .flatMap(([name, given]) =>
        operationsAt([place, name.slice(0, NAME_MAX)], references.resolve(given).value, 'Webhooks'),
      ),
  );
  return found.map((each) => ({ ...each, isWebhook: true }));
}

function operationsAt(place: [string, string], pathItem: Raw, usualTag: string): Found[] {
  return METHODS.flatMap((method) => {
    const operation = own(pathItem, method);
    if (!isRaw(operation)) return [];
    const tag = tagOf(operation) || usualTag;
    return [
      { pointer: pointerOf([...place, method]), path: place[1], method, pathItem, operation, tag, isWebhook: false },
    ];
  });
}

function tagOf(operation: Raw): string {
  const [first] = listOf(operation, 'tags');
  return typeof first === 'string' ? first.slice(0, NAME_MAX) : '';
}

/** Declared tags in their order, then others as they come up; only those with operations. */
function countTags(root: Raw, found: readonly Found[]): DocumentOverview['tags'] {
  const declared = new Map(
    listOf(root, 'tags')
      .filter(isRaw)
      .map((tag) => [textOf(tag, 'name', NAME_MAX), tag]),
  );
  const counts = new Map([...declared.keys()].map((name) => [name, 0]));
  for (const { tag } of found) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([, operations]) => operations > 0)
    .map(([name, operations]) => {
      const tag = declared.get(name) ?? {};
      const moreUrl = webAddress(rawOf(tag, 'externalDocs'), 'url');
      return { name, about: textOf(tag, 'description', ABOUT_MAX), operations, ...(moreUrl !== '' && { moreUrl }) };
    });
}
