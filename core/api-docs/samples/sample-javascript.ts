import { FILE_NAME, type SampleBody, type SampleField, type SampleRequest } from './sample-request';

/** The call with `fetch`, for browsers and Node. */
export function sampleJavascript({ method, url, headers, body }: SampleRequest): string {
  const options = [
    ...(method === 'GET' ? [] : [`  method: ${quoted(method)},`]),
    ...(headers.length === 0
      ? []
      : ['  headers: {', ...headers.map(([name, value]) => `    ${keyOf(name)}: ${quoted(value)},`), '  },']),
    ...(body ? [`  body: ${bodyOf(body)},`] : []),
  ];
  const call = options.length === 0 ? `fetch(${quoted(url)});` : `fetch(${quoted(url)}, {\n${options.join('\n')}\n});`;
  return [
    ...formLines(body),
    `const response = await ${call}`,
    'console.log(response.status, await response.text());',
  ].join('\n');
}

function bodyOf(body: SampleBody): string {
  if (body.kind === 'json') return `JSON.stringify(${literal(body.value).replaceAll('\n', '\n  ')})`;
  if (body.kind === 'text') return quoted(body.text);
  return 'form';
}

function formLines(body: SampleBody | null): string[] {
  if (body?.kind !== 'form' && body?.kind !== 'multipart') return [];
  const made = body.kind === 'form' ? 'URLSearchParams' : 'FormData';
  const fields = body.fields.map((field) => `form.append(${quoted(field.name)}, ${partOf(field)});`);
  return [`const form = new ${made}();`, ...fields];
}

function partOf({ value, isFile, type }: SampleField): string {
  if (isFile) return `new Blob(['…']), ${quoted(FILE_NAME)}`;
  return type === undefined ? quoted(value) : `new Blob([${quoted(value)}], { type: ${quoted(type)} })`;
}

/** JSON is JavaScript but for one name, which would set the prototype. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/(?<!\\)"__proto__":/g, '["__proto__"]:');
}

function keyOf(name: string): string {
  return name !== '__proto__' && /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** JSON's escapes are JavaScript's. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
