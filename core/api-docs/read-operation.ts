import { ABOUT_MAX, MEDIA_MAX, NAME_MAX, RESPONSES_MAX } from './document-limits';
import { viewMedia } from './media';
import type { BodyView, OperationContent, ResponseView } from './parsed-document';
import { isRaw, listOf, own, type Raw, rawOf, textOf, webAddress } from './raw';
import { readParameters } from './read-parameters';
import type { References } from './references';
import { viewSchema } from './schema-view';

/** Alternatives of authentication that a page lists. */
const ALTERNATIVES_MAX = 10;
const HEADERS_MAX = 40;

/** What one operation's page shows. `pathItem` and `operation` are in the form of OpenAPI 3. */
export function readOperation(input: {
  pathItem: Raw;
  operation: Raw;
  /** The document's own requirement, for operations without one. */
  security: readonly unknown[];
  references: References;
}): OperationContent {
  const { pathItem, operation, references } = input;
  const security = own(operation, 'security');
  return {
    operationId: textOf(operation, 'operationId', NAME_MAX),
    about: textOf(operation, 'description', ABOUT_MAX),
    parameters: readParameters(pathItem, operation, references),
    body: readBody(own(operation, 'requestBody'), references),
    responses: readResponses(rawOf(operation, 'responses'), references),
    security: readSecurity(Array.isArray(security) ? security : input.security),
    moreUrl: webAddress(rawOf(operation, 'externalDocs'), 'url'),
  };
}

function readBody(given: unknown, references: References): BodyView | null {
  if (!isRaw(given)) return null;
  const { value: body } = references.resolve(given);
  const media = viewMedia(rawOf(body, 'content'), references, 'request');
  if (media.length === 0) return null;
  return { required: own(body, 'required') === true, about: textOf(body, 'description', ABOUT_MAX), media };
}

function readResponses(responses: Raw, references: References): ResponseView[] {
  const entries = Object.entries(responses)
    .filter(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    .slice(0, RESPONSES_MAX);
  return entries.map(([status, given]) => {
    const { value: response } = references.resolve(given);
    return {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      about: textOf(response, 'description', ABOUT_MAX),
      headers: readHeaders(rawOf(response, 'headers'), references),
      media: viewMedia(rawOf(response, 'content'), references, 'response').slice(0, MEDIA_MAX),
    };
  });
}

function readHeaders(headers: Raw, references: References): ResponseView['headers'] {
  const entries = Object.entries(headers).slice(0, HEADERS_MAX);
  return entries.map(([name, given]) => {
    const { value: header } = references.resolve(given);
    const schema = own(header, 'schema');
    return {
      name: name.slice(0, NAME_MAX),
      about: textOf(header, 'description', ABOUT_MAX),
      type: schema === undefined ? '' : viewSchema(schema, references).type,
    };
  });
}

function readSecurity(given: readonly unknown[]): OperationContent['security'] {
  return given
    .filter(isRaw)
    .slice(0, ALTERNATIVES_MAX)
    .map((requirement) =>
      Object.keys(requirement).map((name) => ({
        name: name.slice(0, NAME_MAX),
        scopes: listOf(requirement, name).map((scope) => String(scope).slice(0, NAME_MAX)),
      })),
    );
}
