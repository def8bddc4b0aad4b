import { FILE_NAME, type SampleBody, type SampleField, type SampleRequest } from './sample-request';

/** The call with Python's `requests`. */
export function samplePython({ method, url, headers, body }: SampleRequest): string {
  const sent = headers.filter(([name]) => !(body && body.kind !== 'text' && name === 'Content-Type'));
  const lines = [
    `    ${JSON.stringify(url)},`,
    ...(sent.length === 0
      ? []
      : [
          '    headers={',
          ...sent.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
          '    },',
        ]),
    ...bodyLines(body),
  ];
  const known = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].includes(method);
  const call = known ? `requests.${method.toLowerCase()}(` : `requests.request(\n    ${JSON.stringify(method)},`;
  return [
    'import requests',
    '',
    `response = ${call}`,
    ...lines,
    ')',
    'print(response.status_code, response.text)',
  ].join('\n');
}

function bodyLines(body: SampleBody | null): string[] {
  switch (body?.kind) {
    case 'json':
      return [`    json=${literal(body.value, 1)},`];
    case 'form':
      return [`    data=${formFields(body.fields)},`];
    case 'multipart':
      return [`    files=${fileFields(body.fields)},`];
    case 'text':
      return [`    data=${JSON.stringify(body.text)},`];
    case undefined:
      return [];
  }
}

/** A list, because a name may stand in a form twice. */
function formFields(fields: readonly SampleField[]): string {
  const entries = fields.map(({ name, value }) => `        (${JSON.stringify(name)}, ${JSON.stringify(value)}),\n`);
  return `[\n${entries.join('')}    ]`;
}

/** A part without a file name is a plain field of the form. */
function fileFields(fields: readonly SampleField[]): string {
  const entries = fields.map((field) => `        (${JSON.stringify(field.name)}, ${partOf(field)}),\n`);
  return `[\n${entries.join('')}    ]`;
}

function partOf({ value, isFile, type }: SampleField): string {
  if (isFile) return `open(${JSON.stringify(FILE_NAME)}, "rb")`;
  return type === undefined
    ? `(None, ${JSON.stringify(value)})`
    : `(None, ${JSON.stringify(value)}, ${JSON.stringify(type)})`;
}

/** A value of JSON as Python writes it. */
function literal(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // A number too large for JavaScript has become one that JSON does not know, either.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'None';
  if (typeof value !== 'object') return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((entry) => literal(entry, depth + 1))
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${literal(entry, depth + 1)}`);
  const [start, end] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return start + end;
  const indent = '    '.repeat(depth);
  return `${start}\n${parts.map((part) => `${indent}    ${part},\n`).join('')}${indent}${end}`;
}
