/** Who can use an app, in words. */
export function sharingWords(
  app: { visibility: 'personal' | 'team' | 'organization'; teamName: string | null },
  organizationName: string,
): string {
  if (app.visibility === 'personal') return 'Only its owner';
  if (app.visibility === 'team') return `Team ${app.teamName ?? ''}`.trim();
  return `Everybody in ${organizationName}`;
}
