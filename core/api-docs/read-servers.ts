import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { ServerView } from './parsed-document';
import { isRaw, listOf, own, type Raw, rawOf, textOf } from './raw';
import { serversOfTwo } from './swagger-two';

const SERVERS_MAX = 20;
const VARIABLES_MAX = 20;
const VALUES_MAX = 30;
const PLACEHOLDER = /\{([^{}]{1,60})\}/g;

/** The servers under `servers` of a document, a path or an operation; only those on the web. */
export function readServers(holder: Raw): ServerView[] {
  const servers = listOf(holder, 'servers').filter(isRaw).slice(0, SERVERS_MAX).map(readServer);
  return servers.filter((server) => isWebServer(usualAddress(server)));
}

/** The servers of Swagger 2.0, which has nothing to choose about them. */
export function readServersOfTwo(root: Raw): ServerView[] {
  return serversOfTwo(root)
    .filter(isWebServer)
    .map((url) => ({ url, about: '', variables: [] }));
}

/** The address with what the document says is usual in place of each variable. */
export function usualAddress({ url, variables }: ServerView): string {
  const usual = new Map(variables.map((variable) => [variable.name, variable.usual]));
  return url.replace(PLACEHOLDER, (whole, name: string) => usual.get(name) || whole);
}

function readServer(server: Raw): ServerView {
  const variables = rawOf(server, 'variables');
  return {
    url: textOf(server, 'url', 500),
    about: textOf(server, 'description', ABOUT_MAX),
    variables: Object.keys(variables)
      .slice(0, VARIABLES_MAX)
      .map((name) => {
        const variable = rawOf(variables, name);
        const values = listOf(variable, 'enum').filter((value): value is string => typeof value === 'string');
        return {
          name: name.slice(0, NAME_MAX),
          usual: String(own(variable, 'default') ?? '').slice(0, NAME_MAX),
          values: values.slice(0, VALUES_MAX).map((value) => value.slice(0, NAME_MAX)),
          about: textOf(variable, 'description', ABOUT_MAX),
        };
      }),
  };
}

function isWebServer(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
