import { DomainError, invalid, invalidFields } from '../errors';

const NAME_MAX = 60;
const URL_MAX = 500;
const ORG_ID_MAX = 100;
const SECRET_MIN = 8;
const SECRET_MAX = 500;
/** In characters; for others who describe what they take. */
export const GATEWAY_MAX = { name: NAME_MAX, url: URL_MAX, orgId: ORG_ID_MAX, secret: SECRET_MAX } as const;
/** Travels in a header, where nothing else is allowed. */
const PRINTABLE = /^[\x21-\x7e]+$/;
/** Printed in Tyk's documentation, so known to everybody. */
const SAMPLE_SECRETS = new Set(['352d20ee67be67f6340b4c0605b044b7', 'changeme', 'changeme1', 'password', 'secret12']);

/** A gateway's name as it is kept. Throws `invalid`. */
export function parseGatewayName(text: string): string {
  const name = text.replace(/\p{Cc}+/gu, ' ').trim();
  if (!name || name.length > NAME_MAX) throw invalid('name', `Use 1 to ${NAME_MAX} characters.`);
  return name;
}

/**
 * An address that calls start with, without a slash at the end. Throws `invalid` for anything but http and https, for a
 * user or password in it (they would be shown and logged), and for a query or a fragment, which nothing can follow.
 */
export function parseBaseUrl(field: 'controlUrl' | 'proxyUrl', text: string): string {
  const given = text.trim();
  const refuse = (message: string) => invalid(field, message);
  if (given.length > URL_MAX) throw refuse(`Use at most ${URL_MAX} characters.`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:\/\//i.test(given) || !['http:', 'https:'].includes(url.protocol)) {
    throw refuse('Enter an address that starts with https:// or http://.');
  }
  if (url.username || url.password) throw refuse('Leave user and password out of the address.');
  if (url.search || url.hash || /[?#]/.test(given)) throw refuse('Leave out everything from ? or # on.');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The organization's id at the gateway. Throws `invalid`. */
export function parseOrgId(text: string): string {
  const orgId = text.trim();
  if (orgId.length <= ORG_ID_MAX && PRINTABLE.test(orgId)) return orgId;
  throw invalid('gatewayOrgId', `Enter the org_id of the gateway’s APIs: 1 to ${ORG_ID_MAX} characters, no spaces.`);
}

/** The control API's secret. Throws `invalid`, without repeating it. */
export function parseSecret(text: string): string {
  const secret = text.trim();
  if (secret.length < SECRET_MIN || secret.length > SECRET_MAX) {
    throw invalid('secret', `Use ${SECRET_MIN} to ${SECRET_MAX} characters.`);
  }
  if (!PRINTABLE.test(secret)) throw invalid('secret', 'Use letters, digits and signs without spaces.');
  if (SAMPLE_SECRETS.has(secret)) {
    throw invalid('secret', 'This is a sample that everybody knows. Choose your own at the gateway first.');
  }
  return secret;
}

/**
 * Reads every field of a form, so that somebody is told at once what is wrong with each and not one after the other.
 * Throws `invalid` with all of it; what is no refusal of a field flies on.
 */
export function readEach<Parsers extends Record<string, () => unknown>>(parsers: Parsers) {
  const wrong: Record<string, string[]> = {};
  const read = Object.entries(parsers).map(([name, parse]) => {
    try {
      return [name, parse()];
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
      for (const [field, messages] of Object.entries(error.fieldErrors)) wrong[field] = [...messages];
      return [name, null];
    }
  });
  const [first, ...others] = Object.entries(wrong);
  // One alone is said as it is, without a sentence about several.
  if (first && others.length === 0) throw invalid(first[0], first[1].join(' '));
  if (first) throw invalidFields(wrong);
  return Object.fromEntries(read) as { [Name in keyof Parsers]: ReturnType<Parsers[Name]> };
}
