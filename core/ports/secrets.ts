/** Authenticated encryption and keyed digests, from sub-keys of PORTAL_SECRET. */
export interface SecretBox {
  /** AES-256-GCM; `boundTo` (the row's id and its organization's) must be the same when it is opened. */
  seal(plaintext: string, boundTo: string): Buffer;
  /**
   * Opens what PORTAL_SECRET sealed, or one of PORTAL_SECRET_PREVIOUS. Throws when the ciphertext was changed, moved to
   * another row, or sealed with another secret.
   */
  open(sealed: Buffer, boundTo: string): string;
  /** The same text sealed with PORTAL_SECRET; null when it is already. Throws like `open`. */
  reseal(sealed: Buffer, boundTo: string): Buffer | null;
  /** HMAC-SHA-256 for look-up of a secret without keeping it. `purpose` separates the domains. */
  digest(purpose: string, secret: string): Buffer;
  /** Every digest that a row may carry: `digest`, then those that the previous secrets made. For look-ups. */
  digests(purpose: string, secret: string): readonly Buffer[];
}
