import type { FormPart, OperationContent, ParameterView } from '../operation-content';
import type { SecurityScheme } from '../parsed-document';

/** What stands where the caller's own key belongs. */
export const KEY_PLACEHOLDER = 'YOUR_API_KEY';

/** What a call sends; `type` is its media type. */
export type SampleBody =
  | { kind: 'json'; type: string; value: unknown }
  | { kind: 'form' | 'multipart'; type: string; fields: readonly SampleField[] }
  | { kind: 'text'; type: string; text: string };

/** A field of a form. A file has no value: the sample reads it from `FILE_NAME`. `type` is said when it is no text. */
export type SampleField = { name: string; value: string; isFile?: true; type?: string };
/** Nothing of a document stands in the name of a file that a sample opens. */
export const FILE_NAME = 'file.bin';

/** A call that somebody could make of an operation, before it is said in a language. */
export type SampleRequest = {
  method: string;
  url: string;
  headers: readonly [string, string][];
  body: SampleBody | null;
};

/** Makes a call from an operation's examples: what must be there, and nothing else. */
export function sampleRequest(input: {
  baseUrl: string;
  method: string;
  path: string;
  content: OperationContent;
  /** Whether the gateway wants its key; otherwise the document's own schemes say what is sent. */
  needsKey: boolean;
  schemes?: readonly SecurityScheme[];
}): SampleRequest {
  const { baseUrl, method, path, content, needsKey, schemes = [] } = input;
  const body = sampleBody(content);
  const sent: Sent[] = needsKey
    ? [{ in: 'header', name: 'Authorization', value: KEY_PLACEHOLDER }]
    : sentBySchemes(content, schemes);
  const own = required(content.parameters, 'header').filter(
    ({ name }) => TOKEN.test(name) && !NOT_OWN.includes(name.toLowerCase()),
  );
  const cookies = [
    ...sent.filter((each) => each.in === 'cookie').map(({ name, value }) => `${name}=${value}`),
    ...required(content.parameters, 'cookie').map((each) => `${each.name}=${encodeURIComponent(sentValue(each))}`),
  ];
  const headers: [string, string][] = [
    ...sent
      .filter((each) => each.in === 'header' && TOKEN.test(each.name))
      .map(({ name, value }): [string, string] => [name, printable(value)]),
    ...(cookies.length > 0 ? [['Cookie', printable(cookies.join('; '))] satisfies [string, string]] : []),
    ...own.map((parameter): [string, string] => [parameter.name, printable(sentValue(parameter))]),
    ...(body && body.kind !== 'multipart' ? [['Content-Type', printable(body.type)] satisfies [string, string]] : []),
  ];
  return {
    method: method.toUpperCase(),
    url: baseUrl + filled(path, content.parameters) + query(content, sent),
    headers,
    body,
  };
}

type Sent = NonNullable<SecurityScheme['send']>;

/** What a header may be called; nothing else is one, and curl reads a file where it begins with an at sign. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** The sample says these itself. */
const NOT_OWN = ['authorization', 'content-type', 'accept', 'cookie'];

/** The first way of the document of which it is known how it is sent. */
function sentBySchemes(content: OperationContent, schemes: readonly SecurityScheme[]): Sent[] {
  const byName = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const ways = content.security.map((way) => way.flatMap(({ name }) => byName.get(name)?.send ?? []));
  return ways.find((way, index) => way.length > 0 && way.length === content.security[index]?.length) ?? [];
}

function required(parameters: readonly ParameterView[], place: ParameterView['place']): ParameterView[] {
  return parameters.filter((parameter) => parameter.place === place && parameter.required);
}

/** A made-up text says less than the parameter's name. */
function sentValue({ name, example }: ParameterView): string {
  if (example !== '' && example !== 'string') return example;
  return (
    name
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .toUpperCase() || 'VALUE'
  );
}

function filled(path: string, parameters: readonly ParameterView[]): string {
  const values = new Map(
    parameters.filter(({ place }) => place === 'path').map((each) => [each.name, sentValue(each)]),
  );
  const parts = path.split(/\{([^{}]*)\}/);
  // Every second part stood between braces.
  return parts
    .map((part, index) => (index % 2 === 0 ? outside(part) : inPath(values.get(part) ?? part.toUpperCase())))
    .join('');
}

/** The path as the document has it; a question mark or number sign in it would end the path. */
function outside(part: string): string {
  return encodeURI(part).replaceAll('#', '%23');
}

/** What separates the entries of lists and objects stays; a slash would be another part of the path. */
function inPath(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3B', ';').replaceAll('%3D', '=');
}

function query(content: OperationContent, sent: readonly Sent[]): string {
  const pairs = [
    ...required(content.parameters, 'query').flatMap(
      (parameter) => parameter.pairs ?? [[parameter.name, sentValue(parameter)] as const],
    ),
    ...sent.filter((each) => each.in === 'query').map(({ name, value }) => [name, value] as const),
  ];
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

/** Commas may stand as they are; between the entries of a list they have to. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',');
}

function sampleBody(content: OperationContent): SampleBody | null {
  const media = content.body?.media ?? [];
  const chosen =
    media.find(({ type }) => /json/i.test(type)) ?? media.find(({ examples }) => examples.length > 0) ?? media[0];
  if (!chosen) return null;
  const { type } = chosen;
  const text = chosen.examples[0]?.text ?? '';
  const value = parsed(text);
  if (/multipart|x-www-form-urlencoded/i.test(type)) {
    const kind = /multipart/i.test(type) ? 'multipart' : 'form';
    return { kind, type, fields: fieldsOf(value, chosen.parts ?? []) };
  }
  if (value !== undefined && (/json/i.test(type) || type === '*/*')) {
    return { kind: 'json', type: type === '*/*' ? 'application/json' : type, value };
  }
  return { kind: 'text', type, text: text || '…' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // An example that is no JSON is sent as it stands.
  }
}

function fieldsOf(value: unknown, parts: readonly FormPart[]): SampleField[] {
  if (typeof value !== 'object' || value === null) return [];
  const byName = new Map(parts.map((part) => [part.name, part]));
  return Object.entries(value).flatMap(([name, field]) => {
    const part = byName.get(name);
    const values: unknown[] = part?.repeats && Array.isArray(field) ? field : [field];
    return values.map((each) => fieldOf(name, each, part));
  });
}

function fieldOf(name: string, value: unknown, part: FormPart | undefined): SampleField {
  if (part?.isFile) return { name, value: '', isFile: true };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const type = part?.type && !/^text\/plain/i.test(part.type) ? printable(part.type) : undefined;
  return { name, value: text ?? '', ...(type !== undefined && { type }) };
}

/** No line of a header ends early, whatever a document says. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}]/gu, ' ');
}
