import type { Sight } from '@/core/catalogs/audience';

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** What a change did to those who look: *Saved. 3 people see this catalog who did not before; …* */
export function sightWords({ gained, lost }: Sight, what: string): string {
  const parts = [
    gained > 0 && `${people(gained)} ${gained === 1 ? 'sees' : 'see'} ${what} who did not before`,
    lost > 0 && `${people(lost)} ${lost === 1 ? 'sees' : 'see'} ${what} no more`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Saved. Nobody gains or loses sight of anything.' : `Saved. ${parts.join('; ')}.`;
}

/** Whom a catalog is for, in an admin's words. */
export const VISIBILITY_WORDS = {
  public: { label: 'Public', about: 'Everybody, also without logging in.' },
  internal: { label: 'Internal', about: 'Every active developer.' },
  private: { label: 'Private', about: 'Only the organizations and teams that you choose.' },
} as const;
