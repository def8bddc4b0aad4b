import type { SampleBody, SampleRequest } from './sample-request';

/** The call as a command for a POSIX shell; nothing in it can leave its quotes. */
export function sampleCurl({ method, url, headers, body }: SampleRequest): string {
  const hasMethod = method !== 'GET' && !(method === 'POST' && body);
  const words = [
    `curl ${hasMethod ? `-X ${method} ` : ''}${quoted(url)}`,
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
      return body.fields.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`);
    case 'multipart':
      return body.fields.map(([name, value]) => `-F ${quoted(`${name}=${value}`)}`);
    case 'text':
      return [`--data-binary ${quoted(body.text)}`];
    case undefined:
      return [];
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
