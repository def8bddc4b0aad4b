import { FILE_NAME, type SampleBody, type SampleField, type SampleRequest } from './sample-request';

/** The call with Go's standard library. */
export function sampleGo({ method, url, headers, body }: SampleRequest): string {
  const packages = ['fmt', 'io', 'net/http', ...bodyPackages(body)].sort();
  const set = headers.map(([name, value]) => `\trequest.Header.Set(${quoted(name)}, ${quoted(value)})`);
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
    `\trequest, err := http.NewRequest("${method}", ${quoted(url)}, ${body ? 'body' : 'nil'})`,
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
  if (body.kind === 'multipart') {
    const hasFile = body.fields.some(({ isFile }) => isFile);
    const hasType = body.fields.some(({ isFile, type }) => !isFile && type !== undefined);
    return ['bytes', 'mime/multipart', ...(hasFile ? ['os'] : []), ...(hasType ? ['net/textproto'] : [])];
  }
  return body.kind === 'form' ? ['net/url', 'strings'] : ['strings'];
}

function bodyLines(body: SampleBody | null): string[] {
  switch (body?.kind) {
    case 'json':
      return [`\tbody := strings.NewReader(${rawText(JSON.stringify(body.value, null, 2))})`];
    case 'text':
      return [`\tbody := strings.NewReader(${rawText(body.text)})`];
    case 'form': {
      const fields = body.fields.map(({ name, value }) => `\tform.Add(${quoted(name)}, ${quoted(value)})`);
      return ['\tform := url.Values{}', ...fields, '\tbody := strings.NewReader(form.Encode())'];
    }
    case 'multipart': {
      const fields = body.fields.flatMap(partLines);
      return ['\tbody := &bytes.Buffer{}', '\tform := multipart.NewWriter(body)', ...fields, '\tform.Close()'];
    }
    case undefined:
      return [];
  }
}

function partLines(field: SampleField, index: number): string[] {
  const { name, value, isFile, type } = field;
  if (isFile) return fileLines(name, index);
  if (type === undefined) return [`\tform.WriteField(${quoted(name)}, ${quoted(value)})`];
  const disposition = `form-data; name="${encodeURIComponent(name)}"`;
  return [
    `\tpart${index}, err := form.CreatePart(textproto.MIMEHeader{`,
    `\t\t"Content-Disposition": {${quoted(disposition)}},`,
    `\t\t"Content-Type":        {${quoted(type)}},`,
    '\t})',
    ...stopOnError,
    `\tio.WriteString(part${index}, ${quoted(value)})`,
  ];
}

function fileLines(name: string, index: number): string[] {
  return [
    `\tfile${index}, err := os.Open(${quoted(FILE_NAME)})`,
    ...stopOnError,
    `\tpart${index}, err := form.CreateFormFile(${quoted(name)}, ${quoted(FILE_NAME)})`,
    ...stopOnError,
    `\tio.Copy(part${index}, file${index})`,
  ];
}

/** A string of Go: JSON's escapes are Go's; a byte order mark may stand at the beginning of a file only. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\uFEFF', '\\ufeff');
}

/** Between backquotes nothing is escaped, so nothing but a backquote ends it. */
function rawText(text: string): string {
  return /[`\r\0\uFEFF]/.test(text) ? quoted(text) : `\`${text}\``;
}
