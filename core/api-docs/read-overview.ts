import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { DocumentOverview, OpenApiVersion, SecurityScheme } from './parsed-document';
import { isRaw, listOf, own, type Raw, rawOf, textOf, webAddress } from './raw';
import type { References } from './references';
import { serversOfTwo } from './swagger-two';

const SERVERS_MAX = 20;
const SCHEMES_MAX = 50;

/** The document as a whole; `tags` are counted while its operations are read. */
export function readOverview(
  root: Raw,
  version: OpenApiVersion,
  tags: DocumentOverview['tags'],
  references: References,
): DocumentOverview {
  const info = rawOf(root, 'info');
  return {
    title: textOf(info, 'title', NAME_MAX) || 'API',
    version: textOf(info, 'version', 60),
    about: textOf(info, 'description', ABOUT_MAX),
    servers: (version === '2.0' ? serversOfTwo(root) : serversOfThree(root)).filter(isWebServer),
    contact: readContact(rawOf(info, 'contact')),
    license: readLicense(rawOf(info, 'license')),
    termsUrl: webAddress(info, 'termsOfService'),
    moreUrl: webAddress(rawOf(root, 'externalDocs'), 'url'),
    security: readSchemes(root, version, references),
    tags,
  };
}

/** Placeholders of a server's address are filled with what the document says is usual. */
function serversOfThree(root: Raw): string[] {
  return listOf(root, 'servers')
    .filter(isRaw)
    .slice(0, SERVERS_MAX)
    .map((server) => {
      const variables = rawOf(server, 'variables');
      return textOf(server, 'url', 500).replace(
        /\{([^{}]{1,60})\}/g,
        (whole, name: string) => textOf(rawOf(variables, name), 'default', 200) || whole,
      );
    });
}

function isWebServer(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function readContact(contact: Raw): DocumentOverview['contact'] {
  const read = {
    name: textOf(contact, 'name', NAME_MAX),
    url: webAddress(contact, 'url'),
    email: textOf(contact, 'email', NAME_MAX),
  };
  return read.name || read.url || read.email ? read : null;
}

function readLicense(license: Raw): DocumentOverview['license'] {
  const name = textOf(license, 'name', NAME_MAX) || textOf(license, 'identifier', NAME_MAX);
  return name === '' ? null : { name, url: webAddress(license, 'url') };
}

function readSchemes(root: Raw, version: OpenApiVersion, references: References): SecurityScheme[] {
  const schemes =
    version === '2.0' ? rawOf(root, 'securityDefinitions') : rawOf(rawOf(root, 'components'), 'securitySchemes');
  return Object.entries(schemes)
    .slice(0, SCHEMES_MAX)
    .map(([name, given]) => {
      const { value: scheme } = references.resolve(given);
      return { name: name.slice(0, NAME_MAX), kind: kindOf(scheme), about: textOf(scheme, 'description', ABOUT_MAX) };
    });
}

/** `API key in the header X-Key`, `HTTP bearer`, `OAuth 2.0`. */
function kindOf(scheme: Raw): string {
  const type = textOf(scheme, 'type', 40);
  if (type === 'apiKey') return `API key in the ${textOf(scheme, 'in', 20)} ${textOf(scheme, 'name', NAME_MAX)}`;
  if (type === 'http') return `HTTP ${textOf(scheme, 'scheme', 40) || 'authentication'}`;
  if (type === 'basic') return 'HTTP basic';
  if (type === 'oauth2') return 'OAuth 2.0';
  if (type === 'openIdConnect') return 'OpenID Connect';
  if (type === 'mutualTLS') return 'Client certificate';
  return own(scheme, 'type') === undefined ? '' : type;
}
