import type { OperationContent, ParameterView } from '../parsed-document';

/** What stands where the caller's own key belongs. */
export const KEY_PLACEHOLDER = 'YOUR_API_KEY';

export type SampleBody =
  | { kind: 'json'; type: string; value: unknown }
  | { kind: 'form' | 'multipart'; type: string; fields: readonly [string, string][] }
  | { kind: 'text'; type: string; text: string };

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
  needsKey: boolean;
}): SampleRequest {
  const { baseUrl, method, path, content, needsKey } = input;
  const body = sampleBody(content);
  const own = required(content.parameters, 'header').filter(
    ({ name }) => !['authorization', 'content-type', 'accept'].includes(name.toLowerCase()),
  );
  const headers: [string, string][] = [
    ...(needsKey ? [['Authorization', KEY_PLACEHOLDER] satisfies [string, string]] : []),
    ...own.map((parameter): [string, string] => [parameter.name, printable(sentValue(parameter))]),
    ...(body && body.kind !== 'multipart' ? [['Content-Type', printable(body.type)] satisfies [string, string]] : []),
  ];
  return {
    method: method.toUpperCase(),
    url: baseUrl + filled(path, content.parameters) + query(content),
    headers,
    body,
  };
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
    .map((part, index) =>
      index % 2 === 0 ? encodeURI(part) : encodeURIComponent(values.get(part) ?? part.toUpperCase()),
    )
    .join('');
}

function query(content: OperationContent): string {
  const pairs = required(content.parameters, 'query').map((parameter): [string, string] => [
    parameter.name,
    sentValue(parameter),
  ]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
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
    return { kind, type, fields: fieldsOf(value) };
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

function fieldsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, field]) => [
    name,
    typeof field === 'string' ? field : JSON.stringify(field),
  ]);
}

/** No line of a header ends early, whatever a document says. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}]/gu, ' ');
}
