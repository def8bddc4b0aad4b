import 'server-only';
import { notFound } from 'next/navigation';
import { DomainError } from '@/core/errors';

/** Turns a `not_found` refusal into the 404 page: what may not be seen looks like what never was. */
export async function orNotFound<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  }
}
