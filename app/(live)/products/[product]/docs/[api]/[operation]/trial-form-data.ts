import { sampleCurl } from '@/core/api-docs/samples/sample-curl';
import type { TrialForm } from '@/core/try-it/get-trial-form';
import { type Named, type TrialValues, tryToMakeTrial } from '@/core/try-it/make-trial';
import type { TrialKey } from '@/core/try-it/send-trial';

/** What stands where the caller's own key belongs: a command that is copied tells no key. */
const KEY_PLACEHOLDER = 'YOUR_API_KEY';

/** What stands in the form, as a call. */
export function readValues(data: FormData): TrialValues {
  const starting = (prefix: string): Named[] =>
    [...data].flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value] as const] : [],
    );
  const type = String(data.get('bodyType') ?? '');
  return {
    path: starting('path.'),
    query: starting('query.'),
    headers: [...starting('header.'), ...moreHeaders(String(data.get('headers') ?? ''))],
    cookies: starting('cookie.'),
    body: type === '' ? null : { type, text: String(data.get('body') ?? '') },
  };
}

/** One `Name: value` a line. */
function moreHeaders(text: string): Named[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const at = line.indexOf(':');
    return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
}

/** Which key goes along. */
export function readKey(data: FormData): TrialKey {
  const choice = String(data.get('keyChoice') ?? 'none');
  if (choice === 'none') return { kind: 'none' };
  if (choice === 'paste') return { kind: 'pasted', key: String(data.get('key') ?? '') };
  return { kind: 'own', credentialId: choice };
}

/** The same call for a terminal, with a placeholder for whatever key it is; null while something is missing. */
export function curlOf(form: TrialForm, data: FormData): string | null {
  if (form.baseUrl === null) return null;
  const trial = tryToMakeTrial({ ...form, baseUrl: form.baseUrl }, readValues(data));
  if (trial instanceof Error) return null;
  const { method, url, headers, body } = trial;
  const hasKey = readKey(data).kind !== 'none';
  const all: [string, string][] = [
    ...(hasKey ? [['Authorization', KEY_PLACEHOLDER] satisfies [string, string]] : []),
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ...(body && body.kind !== 'multipart' ? [['Content-Type', body.type] satisfies [string, string]] : []),
  ];
  return sampleCurl({ method, url, headers: all, body });
}
