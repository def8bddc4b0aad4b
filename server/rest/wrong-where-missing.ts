import { DomainError, invalid } from '@/core/errors';

/** For what a body names: there is no such thing is a wrong value, and the address that was called is a right one. */
export async function wrongWhereMissing<T>(field: string, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') throw invalid(field, `There is no such ${what}.`);
    throw error;
  }
}
