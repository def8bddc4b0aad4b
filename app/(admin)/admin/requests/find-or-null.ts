import { DomainError } from '@/core/errors';

/** What was asked for, or null where it is gone or not to be seen: beside a list that is no reason for a 404. */
export async function findOrNull<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}
