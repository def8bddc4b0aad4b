import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { OAuthFlow, OpenApiVersion, SecurityScheme } from './parsed-document';
import { isRaw, own, type Raw, rawOf, textOf, webAddress } from './raw';
import type { References } from './references';
import { KEY_PLACEHOLDER } from './samples/sample-request';

const SCHEMES_MAX = 50;
const SCOPES_MAX = 200;

/** The ways in which the document lets callers say who they are, and what a call carries for each. */
export function readSecuritySchemes(root: Raw, version: OpenApiVersion, references: References): SecurityScheme[] {
  const schemes =
    version === '2.0' ? rawOf(root, 'securityDefinitions') : rawOf(rawOf(root, 'components'), 'securitySchemes');
  return Object.entries(schemes)
    .slice(0, SCHEMES_MAX)
    .map(([name, given]) => {
      const { value: scheme } = references.resolve(given);
      const send = sendOf(scheme);
      const flows = flowsOf(scheme, version);
      const discoveryUrl = webAddress(scheme, 'openIdConnectUrl');
      return {
        name: name.slice(0, NAME_MAX),
        kind: kindOf(scheme),
        about: textOf(scheme, 'description', ABOUT_MAX),
        ...(send && { send }),
        ...(flows.length > 0 && { flows }),
        ...(discoveryUrl !== '' && { discoveryUrl }),
      };
    });
}

function kindOf(scheme: Raw): string {
  const type = textOf(scheme, 'type', 40);
  if (type === 'apiKey') return `API key in the ${textOf(scheme, 'in', 20)} ${textOf(scheme, 'name', NAME_MAX)}`;
  if (type === 'http') {
    const format = textOf(scheme, 'bearerFormat', 40);
    return `HTTP ${textOf(scheme, 'scheme', 40) || 'authentication'}${format && ` (${format})`}`;
  }
  if (type === 'basic') return 'HTTP basic';
  if (type === 'oauth2') return 'OAuth 2.0';
  if (type === 'openIdConnect') return 'OpenID Connect';
  if (type === 'mutualTLS') return 'Client certificate';
  return own(scheme, 'type') === undefined ? '' : type;
}

function sendOf(scheme: Raw): SecurityScheme['send'] | null {
  const type = own(scheme, 'type');
  const http = textOf(scheme, 'scheme', 40).toLowerCase();
  if (type === 'apiKey') {
    const place = (['header', 'query', 'cookie'] as const).find((known) => known === own(scheme, 'in'));
    const name = textOf(scheme, 'name', NAME_MAX);
    return place && name !== '' ? { in: place, name, value: KEY_PLACEHOLDER } : null;
  }
  if (type === 'basic' || (type === 'http' && http === 'basic'))
    return { in: 'header', name: 'Authorization', value: 'Basic BASE64_OF_USER_AND_PASSWORD' };
  const isToken = (type === 'http' && http === 'bearer') || type === 'oauth2' || type === 'openIdConnect';
  return isToken ? { in: 'header', name: 'Authorization', value: 'Bearer YOUR_TOKEN' } : null;
}

const FLOWS: Readonly<Record<string, string>> = {
  authorizationCode: 'Authorization code',
  accessCode: 'Authorization code',
  clientCredentials: 'Client credentials',
  application: 'Client credentials',
  implicit: 'Implicit',
  password: 'Password',
  deviceAuthorization: 'Device authorization',
};

/** In Swagger 2.0 a scheme is one flow; since OpenAPI 3 it may have several. */
function flowsOf(scheme: Raw, version: OpenApiVersion): OAuthFlow[] {
  if (own(scheme, 'type') !== 'oauth2') return [];
  if (version === '2.0') return [flowOf(textOf(scheme, 'flow', 40), scheme)];
  return Object.entries(rawOf(scheme, 'flows')).flatMap(([name, flow]) =>
    isRaw(flow) && Object.hasOwn(FLOWS, name) ? [flowOf(name, flow)] : [],
  );
}

function flowOf(name: string, flow: Raw): OAuthFlow {
  const scopes = rawOf(flow, 'scopes');
  return {
    name: (Object.hasOwn(FLOWS, name) && FLOWS[name]) || name,
    authorizationUrl: webAddress(flow, 'authorizationUrl'),
    tokenUrl: webAddress(flow, 'tokenUrl'),
    refreshUrl: webAddress(flow, 'refreshUrl'),
    scopes: Object.keys(scopes)
      .slice(0, SCOPES_MAX)
      .map((scope) => ({ name: scope.slice(0, NAME_MAX), about: textOf(scopes, scope, ABOUT_MAX) })),
  };
}
