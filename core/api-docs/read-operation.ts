import { ABOUT_MAX, MEDIA_MAX, NAME_MAX, PATH_MAX, RESPONSES_MAX, SUMMARY_MAX } from './document-limits';
import { viewMedia } from './media';
import { METHODS } from './methods';
import type { BodyView, CallbackView, OperationContent, ResponseView } from './operation-content';
import { isRaw, listOf, own, type Raw, rawOf, textOf, webAddress } from './raw';
import { readHeaders } from './read-headers';
import { type OperationSlugs, readLinks } from './read-links';
import { readParameters } from './read-parameters';
import { readServers } from './read-servers';
import type { References } from './references';

/** Alternatives of authentication that a page lists. */
const ALTERNATIVES_MAX = 10;
/** Calls that one operation causes. */
const CALLBACKS_MAX = 20;

/** Parts of what the API itself sends: webhooks carry everything that the API knows. */
const SENT_NODES_MAX = 200;

type Input = {
  pathItem: Raw;
  operation: Raw;
  /** The document's own requirement, for operations without one. */
  security: readonly unknown[];
  references: References;
  slugs: OperationSlugs;
  /** A call that the API makes. Its own callbacks are not shown, and what it sends, often all there is, more briefly. */
  isSent?: boolean;
};

/** What one operation's page shows. `pathItem` and `operation` are in the form of OpenAPI 3. */
export function readOperation(input: Input): OperationContent {
  const { pathItem, operation, references } = input;
  const security = own(operation, 'security');
  const nearest = readServers(operation);
  const servers = nearest.length > 0 ? nearest : readServers(pathItem);
  const callbacks = input.isSent ? [] : readCallbacks(input);
  return {
    operationId: textOf(operation, 'operationId', NAME_MAX),
    about: textOf(operation, 'description', ABOUT_MAX),
    parameters: readParameters(pathItem, operation, references),
    body: readBody(own(operation, 'requestBody'), input),
    responses: readResponses(rawOf(operation, 'responses'), input),
    security: readSecurity(Array.isArray(security) ? security : input.security),
    moreUrl: webAddress(rawOf(operation, 'externalDocs'), 'url'),
    ...(servers.length > 0 && { servers }),
    ...(callbacks.length > 0 && { callbacks }),
  };
}

/** A callback is a map of addresses, each with a path's operations. */
function readCallbacks(input: Input): CallbackView[] {
  const { references, slugs } = input;
  const found = Object.entries(rawOf(input.operation, 'callbacks')).flatMap(([name, given]) =>
    Object.entries(references.resolve(given).value).flatMap(([address, item]) => {
      const { value: pathItem } = references.resolve(item);
      return METHODS.flatMap((method): (() => CallbackView)[] => {
        const operation = own(pathItem, method);
        if (!isRaw(operation) || address.startsWith('x-')) return [];
        return [
          () => ({
            name: name.slice(0, NAME_MAX),
            address: address.slice(0, PATH_MAX),
            method,
            summary: textOf(operation, 'summary', SUMMARY_MAX),
            content: readOperation({ pathItem, operation, security: [], references, slugs, isSent: true }),
          }),
        ];
      });
    }),
  );
  return found.slice(0, CALLBACKS_MAX).map((read) => read());
}

function readBody(given: unknown, { references, isSent }: Input): BodyView | null {
  if (!isRaw(given)) return null;
  const { value: body } = references.resolve(given);
  const media = viewMedia(rawOf(body, 'content'), references, {
    direction: 'request',
    ...(isSent && { inlineDepth: 1, nodes: SENT_NODES_MAX }),
  });
  if (media.length === 0) return null;
  return { required: own(body, 'required') === true, about: textOf(body, 'description', ABOUT_MAX), media };
}

function readResponses(responses: Raw, { references, slugs }: Input): ResponseView[] {
  const entries = Object.entries(responses)
    .filter(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    .slice(0, RESPONSES_MAX);
  return entries.map(([status, given]) => {
    const { value: response } = references.resolve(given);
    const links = readLinks(response, references, slugs);
    return {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      about: textOf(response, 'description', ABOUT_MAX),
      headers: readHeaders(response, references),
      media: viewMedia(rawOf(response, 'content'), references, { direction: 'response' }).slice(0, MEDIA_MAX),
      ...(links.length > 0 && { links }),
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
