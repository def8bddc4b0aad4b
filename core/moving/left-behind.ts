/** Tables that do not move with a portal, and why. Every other table does, also one that is added tomorrow. */
export const leftBehind: Readonly<Record<string, string>> = {
  sessions: 'whoever is signed in signs in again at the new place',
  throttles: 'counters of attempts, which end within hours',
  passkey_challenges: 'questions to a browser that is open now, which end within minutes',
  idempotency_keys: 'answers that are remembered for a day',
  offer_changes: 'what kept pages are compared with; a new portal has none',
};
