import type { SampleBody, SampleRequest } from './sample-request';

/** The call with Go's standard library. */
export function sampleGo({ method, url, headers, body }: SampleRequest): string {
  const packages = ['fmt', 'io', 'net/http', ...bodyPackages(body)].sort();
  const set = headers.map(([name, value]) => `\trequest.Header.Set(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
  const formType =
    body?.kind === 'multipart' ? ['\trequest.Header.Set("Content-Type", form.FormDataContentType())'] : [];
  return [
    'package main',
    '',
    'import (',
    ...packages.map((name) => `\t"${name}"`),
    ')',
    '',
    'func main() {',
    ...bodyLines(body),
    `\trequest, err := http.NewRequest("${method}", ${JSON.stringify(url)}, ${body ? 'body' : 'nil'})`,
    ...stopOnError,
    ...set,
    ...formType,
    '\tresponse, err := http.DefaultClient.Do(request)',
    ...stopOnError,
    '\tdefer response.Body.Close()',
    '\ttext, err := io.ReadAll(response.Body)',
    ...stopOnError,
    '\tfmt.Println(response.Status, string(text))',
    '}',
  ].join('\n');
}

const stopOnError = ['\tif err != nil {', '\t\tpanic(err)', '\t}'];

function bodyPackages(body: SampleBody | null): string[] {
  if (!body) return [];
  if (body.kind === 'multipart') return ['bytes', 'mime/multipart'];
  return body.kind === 'form' ? ['net/url', 'strings'] : ['strings'];
}

function bodyLines(body: SampleBody | null): string[] {
  switch (body?.kind) {
    case 'json':
      return [`\tbody := strings.NewReader(${rawText(JSON.stringify(body.value, null, 2))})`];
    case 'text':
      return [`\tbody := strings.NewReader(${rawText(body.text)})`];
    case 'form': {
      const fields = body.fields.map(
        ([name, value]) => `\tform.Set(${JSON.stringify(name)}, ${JSON.stringify(value)})`,
      );
      return ['\tform := url.Values{}', ...fields, '\tbody := strings.NewReader(form.Encode())'];
    }
    case 'multipart': {
      const fields = body.fields.map(
        ([name, value]) => `\tform.WriteField(${JSON.stringify(name)}, ${JSON.stringify(value)})`,
      );
      return ['\tbody := &bytes.Buffer{}', '\tform := multipart.NewWriter(body)', ...fields, '\tform.Close()'];
    }
    case undefined:
      return [];
  }
}

/** Between backquotes nothing is escaped, so nothing but a backquote ends it. */
function rawText(text: string): string {
  return text.includes('`') || text.includes('\r') ? JSON.stringify(text) : `\`${text}\``;
}
