import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { conflict, type DomainError } from '../errors';

/** In characters; a registration with a long attestation has some thousands. */
const ANSWER_MAX = 20_000;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const answer = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
};
const registration = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
});
const authentication = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

/** What a browser answered that made a passkey, from JSON. Throws `conflict` for nonsense. */
export function readRegistration(text: string): RegistrationResponseJSON {
  return read(registration, text) as RegistrationResponseJSON;
}

/** What a browser answered that used a passkey, from JSON. Throws `conflict` for nonsense. */
export function readAuthentication(text: string): AuthenticationResponseJSON {
  return read(authentication, text) as AuthenticationResponseJSON;
}

/** One refusal for everything that is wrong with an answer: the person cannot mend more than trying again. */
export function passkeyRefused(): DomainError {
  return conflict('The passkey did not work. Try again, or use another way to log in.');
}

function read<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  const parsed = text.length <= ANSWER_MAX ? schema.safeParse(jsonOf(text)) : null;
  if (!parsed?.success) throw passkeyRefused();
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
