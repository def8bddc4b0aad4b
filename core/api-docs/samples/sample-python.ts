import type { SampleBody, SampleRequest } from './sample-request';

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
      return [`    data=${literal(Object.fromEntries(body.fields), 1)},`];
    case 'multipart':
      return [`    files=${fileFields(body.fields)},`];
    case 'text':
      return [`    data=${JSON.stringify(body.text)},`];
    case undefined:
      return [];
  }
}

/** A part without a file name is a plain field of the form. */
function fileFields(fields: readonly [string, string][]): string {
  const entries = fields.map(([name, value]) => `        ${JSON.stringify(name)}: (None, ${JSON.stringify(value)}),\n`);
  return `{\n${entries.join('')}    }`;
}

/** A value of JSON as Python writes it. */
function literal(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
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
