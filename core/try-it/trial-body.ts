import type { SampleBody, SampleField } from '../api-docs/samples/sample-request';
import { invalid } from '../errors';

/** Bytes of a body that can be sent from a form. */
const BODY_MAX = 512 * 1024;

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(\s*;\s*[\w-]+=("[\w .:/+-]*"|[\w.:/+-]+))*$/;

/** How the fields of a body are typed: one `name=value` a line for forms, the text itself for everything else. */
export function bodyKind(type: string): 'form' | 'multipart' | 'text' {
  if (/^multipart\//i.test(type)) return 'multipart';
  return /x-www-form-urlencoded/i.test(type) ? 'form' : 'text';
}

/** The body of a call. Throws `invalid` for what cannot be sent as its type says. */
export function trialBody({ type, text }: { type: string; text: string }): SampleBody | null {
  if (text.length > BODY_MAX) throw invalid('body', `A body has at most ${BODY_MAX / 1024} kB here.`);
  if (text.trim() === '') return null;
  const sentType = type === '*/*' ? 'application/json' : type;
  if (!MEDIA_TYPE.test(sentType) || sentType.includes('*')) throw invalid('body', 'Choose a type for the body.');
  const kind = bodyKind(sentType);
  return kind === 'text' ? { kind, type: sentType, text } : { kind, type: sentType, fields: fieldsOf(text) };
}

function fieldsOf(text: string): SampleField[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const at = line.indexOf('=');
    if (at <= 0) throw invalid('body', 'Write one field a line: its name, an equals sign, its value.');
    return { name: line.slice(0, at).trim(), value: line.slice(at + 1) };
  });
}

/** The bytes of a body and the type that they are sent as. `boundary` occurs nowhere else. */
export function bodyBytes(body: SampleBody, boundary: string): { type: string; bytes: Uint8Array } {
  const encode = (text: string) => new TextEncoder().encode(text);
  switch (body.kind) {
    case 'json':
      return { type: body.type, bytes: encode(JSON.stringify(body.value)) };
    case 'text':
      return { type: body.type, bytes: encode(body.text) };
    case 'form':
      return {
        type: body.type,
        bytes: encode(new URLSearchParams(body.fields.map(({ name, value }) => [name, value])).toString()),
      };
    case 'multipart': {
      const parts = body.fields.map(
        ({ name, value }) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"\r\n\r\n${value}\r\n`,
      );
      const [bare = body.type] = body.type.split(';');
      return { type: `${bare.trim()}; boundary=${boundary}`, bytes: encode(`${parts.join('')}--${boundary}--\r\n`) };
    }
  }
}

/** As browsers write the names of fields (html.spec.whatwg.org, "escape a multipart name"). */
function quotable(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
