import { DOCUMENT_BYTES_MAX } from '@/core/api-docs/document-limits';
import { Problem } from './problem';
import { type JsonBody, readText } from './read-json';

/**
 * Reads a body that is an OpenAPI document itself. Whether it is a good one is for the job to say that reads it. Throws
 * a problem: 413 behind 32 MB, 415 for another type than JSON or YAML, 400 for what is no UTF-8.
 */
export async function readDocument(request: Request): Promise<JsonBody> {
  if (!isDocumentType(request.headers.get('content-type') ?? '')) {
    throw new Problem(415, 'Send the document as it is, with Content-Type: application/yaml or application/json.');
  }
  const source = await readText(request, DOCUMENT_BYTES_MAX);
  return { text: source, value: { source } };
}

/** Also `application/openapi+yaml`, and the names that YAML had before it had one (RFC 9512). */
function isDocumentType(type: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?(?:x-)?(?:json|yaml)\s*(?:;|$)/i.test(type.trim());
}
