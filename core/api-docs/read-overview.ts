import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { DocumentOverview, OpenApiVersion } from './parsed-document';
import { type Raw, rawOf, textOf, webAddress } from './raw';
import { readSecuritySchemes } from './read-security';
import { readServers, readServersOfTwo, usualAddress } from './read-servers';
import type { References } from './references';

/** The document as a whole; `tags` and `schemas` are counted while its parts are read. */
export function readOverview(
  root: Raw,
  version: OpenApiVersion,
  tags: DocumentOverview['tags'],
  schemas: number,
  references: References,
): DocumentOverview {
  const info = rawOf(root, 'info');
  const servers = version === '2.0' ? readServersOfTwo(root) : readServers(root);
  return {
    title: textOf(info, 'title', NAME_MAX) || 'API',
    version: textOf(info, 'version', 60),
    about: textOf(info, 'description', ABOUT_MAX),
    servers: servers.map(usualAddress),
    serverChoices: servers,
    contact: readContact(rawOf(info, 'contact')),
    license: readLicense(rawOf(info, 'license')),
    termsUrl: webAddress(info, 'termsOfService'),
    moreUrl: webAddress(rawOf(root, 'externalDocs'), 'url'),
    security: readSecuritySchemes(root, version, references),
    tags,
    schemas,
  };
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
