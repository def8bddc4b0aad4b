import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { TEST_PORTAL_URL } from './harness';

/** Flags of authenticator data: user present, user verified, attested credential data follows. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

type Said = { origin?: string; rpId?: string; isVerified?: boolean; counter?: number };

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/**
 * A passkey in software (ES256, attestation `none`), as a browser would answer with it: for tests of what the portal
 * accepts and refuses. https://www.w3.org/TR/webauthn-3/
 */
export function softwarePasskey(portalUrl = TEST_PORTAL_URL) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const rawId = randomBytes(32);
  const id = base64url(rawId);
  let counter = 0;
  let userHandle = '';

  const clientData = (type: string, challenge: string, said: Said) =>
    Buffer.from(
      JSON.stringify({ type, challenge, origin: said.origin ?? new URL(portalUrl).origin, crossOrigin: false }),
    );
  const authenticatorData = (said: Said, flags: number, rest: Uint8Array = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(said.counter ?? counter);
    const verified = said.isVerified === false ? 0 : VERIFIED;
    const rpIdHash = sha256(said.rpId ?? new URL(portalUrl).hostname);
    return Buffer.concat([rpIdHash, Buffer.from([flags | PRESENT | verified]), count, rest]);
  };

  return {
    id,
    /** Answers the options of a registration. */
    make(options: string, said: Said = {}): string {
      const { challenge, user } = JSON.parse(options) as { challenge: string; user: { id: string } };
      userHandle = user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(rawId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey(x, y)]);
      const authData = authenticatorData(said, ATTESTED, attested);
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', challenge, said)),
        attestationObject: base64url(attestationNone(authData)),
        transports: ['internal'],
      };
      return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
    },
    /** Answers the options of a login or a proof; counts up unless told otherwise. */
    use(options: string, said: Said = {}): string {
      const { challenge } = JSON.parse(options) as { challenge: string };
      counter = said.counter ?? counter + 1;
      const data = clientData('webauthn.get', challenge, said);
      const authData = authenticatorData(said, 0);
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(data)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: base64url(data),
        authenticatorData: base64url(authData),
        signature: base64url(signature),
        userHandle,
      };
      return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
    },
  };
}

/** An EC2 key on P-256 for ES256 in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053). */
function coseKey(x: string, y: string): Buffer {
  const coordinate = (value: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(value, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}

/** {"fmt": "none", "attStmt": {}, "authData": …} in CBOR. */
function attestationNone(authData: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    authData,
  ]);
}
