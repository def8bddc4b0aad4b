import { FILE_NAME, type SampleBody, type SampleField, type SampleRequest } from './sample-request';

/** The call as a command for a POSIX shell; nothing in it can leave its quotes. */
export function sampleCurl({ method, url, headers, body }: SampleRequest): string {
  const hasMethod = method !== 'GET' && !(method === 'POST' && body);
  const words = [
    `curl ${/[[\]{}]/.test(url) ? '--globoff ' : ''}${hasMethod ? `-X ${method} ` : ''}${quoted(url)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...bodyWords(body),
  ];
  return words.join(' \\\n  ');
}

function bodyWords(body: SampleBody | null): string[] {
  switch (body?.kind) {
    case 'json':
      return [`-d ${quoted(JSON.stringify(body.value, null, 2))}`];
    case 'form':
      return body.fields.map(({ name, value }) => `--data-urlencode ${quoted(`${encodeURIComponent(name)}=${value}`)}`);
    case 'multipart':
      return body.fields.map(partWord);
    case 'text':
      // Not --data-binary: to that a text that begins with an at sign is the name of a file.
      return [`--data-raw ${quoted(body.text)}`];
    case undefined:
      return [];
  }
}

/** `-F` reads files and types out of its value; `--form-string` reads nothing. */
function partWord({ name, value, isFile, type }: SampleField): string {
  const plain = name.replaceAll('=', '%3D');
  if (isFile) return `-F ${quoted(`${plain}=@${FILE_NAME}`)}`;
  if (type === undefined) return `--form-string ${quoted(`${plain}=${value}`)}`;
  const inQuotes = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `-F ${quoted(`${plain}="${inQuotes}";type=${type.replaceAll(/[;"]/g, ' ')}`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
