import type { FieldAnswer, FormField } from '@/db/schema';

/** Longer values could not travel as a header. Characters. */
const HEADER_VALUE_MAX = 256;

/** Whose key it is and what for, as it stood when the request was approved. */
export type KeyFacts = {
  portalInstance: string;
  credentialId: string;
  generation: number;
  developer: { id: string; email: string; fields: Readonly<Record<string, string>> } | null;
  organizationId: string;
  app: { id: string; name: string };
  answers: readonly FieldAnswer[];
  planMetadata: Readonly<Record<string, string>>;
};

/**
 * What upstreams may read (domain.md 6): objects from the session, and the same as flat ASCII entries, because only
 * those can be injected as headers (provisioning.md 0.10). The portal's own names win over fields of the same name.
 */
export function keyMetadata(facts: KeyFacts): Record<string, unknown> {
  const answers = Object.fromEntries(facts.answers.map(({ name, value }) => [name, value]));
  const { developer } = facts;
  return {
    ...facts.planMetadata,
    ...flatEntries('request_', answers),
    ...flatEntries('developer_', developer?.fields ?? {}),
    portal_instance: facts.portalInstance,
    credential_id: facts.credentialId,
    generation: facts.generation,
    developer_id: developer?.id ?? '',
    developer_email: developer?.email ?? '',
    developer_fields: { ...developer?.fields },
    organization_id: facts.organizationId,
    app_id: facts.app.id,
    app_name: headerValue(facts.app.name),
    tyk_key_request_fields: answers,
  };
}

/** The answers that travel with keys: to fields that still exist and that admins did not keep out of keys. */
export function answersForKeys(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const copied = new Set(fields.flatMap(({ name, notInKeys }) => (notInKeys ? [] : [name])));
  return Object.fromEntries(Object.entries(values).filter(([name]) => copied.has(name)));
}

function flatEntries(prefix: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [prefix + name.replace(/[^A-Za-z0-9_]/g, '_'), headerValue(value)]),
  );
}

/** Printable ASCII without line breaks; letters lose their accents, what has no ASCII form becomes a question mark. */
export function headerValue(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
    .slice(0, HEADER_VALUE_MAX);
}
