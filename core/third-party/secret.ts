/** What the secret is sealed to: there is one other system. */
export const SECRET_SEAL = 'third_party';
