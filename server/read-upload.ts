import { invalid } from '@/core/errors';

/** What a form adds around its file: boundaries, names, other short fields. */
const FORM_ROOM = 100_000;

/**
 * The file of a request: its whole body, or the field `file` of a form. Stops reading behind `maxBytes`, whatever the
 * sender says about its size, and gives others a turn between pieces. Throws `invalid` beside `file`.
 */
export async function readUpload(
  request: Request,
  maxBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const tooLarge = () => invalid('file', `The file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB.`);
  const type = request.headers.get('content-type') ?? '';
  const isForm = type.startsWith('multipart/form-data');
  const most = maxBytes + (isForm ? FORM_ROOM : 0);
  if (Number(request.headers.get('content-length') ?? 0) > most || !request.body) {
    throw request.body ? tooLarge() : invalid('file', 'Choose a file first.');
  }
  const bytes = await readAll(request.body, most);
  if (!bytes) throw tooLarge();
  if (!isForm) return { bytes, name: '' };
  const file = await fileOf(bytes, type);
  if (file.size > maxBytes) throw tooLarge();
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}

/** Null: there was more than that. */
async function readAll(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    pieces.push(next.value);
  }
  return new Uint8Array(Buffer.concat(pieces, size));
}

async function fileOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<File> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null);
  const file = form?.get('file');
  if (!(file instanceof File) || file.size === 0) throw invalid('file', 'Choose a file first.');
  return file;
}
