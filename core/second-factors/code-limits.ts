import type { Limit } from '../identity/throttle';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/**
 * Codes of six digits are guessed by trying: ten wrong ones in a quarter of an hour, fifty in a day, for one account.
 */
export const codeLimits = (userId: string): Limit[] => [
  { bucket: `code:${userId}`, attempts: 10, seconds: 15 * MINUTE },
  { bucket: `code-day:${userId}`, attempts: 50, seconds: DAY },
];
