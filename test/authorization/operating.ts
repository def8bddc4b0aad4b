import type { Row } from './roles';

/** The operator's tool acts as the system; not even an owner of the portal does these on screen or by a token. */
export const operating: readonly Row[] = [
  { verb: 'rotateSecret', system: 'npm run portal -- rotate-secret' },
  { verb: 'giveUpSeals', system: 'npm run portal -- give-up-seals' },
  { verb: 'exportPortal', system: 'npm run portal -- export' },
  { verb: 'importPortal', system: 'npm run portal -- import' },
];
