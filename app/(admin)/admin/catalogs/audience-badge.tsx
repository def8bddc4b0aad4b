import { Badge } from '@/components/ui/badge';
import { VISIBILITY_WORDS } from './sight-words';

type Props = { visibility: 'public' | 'internal' | 'private'; organizations: number; teams: number };

/** Who sees a catalog, in a word; of a private one for how many. */
export function AudienceBadge({ visibility, organizations, teams }: Props) {
  const { label } = VISIBILITY_WORDS[visibility];
  if (visibility !== 'private') return <Badge tone={visibility === 'public' ? 'info' : 'neutral'}>{label}</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={organizations + teams === 0 ? 'warning' : 'accent'}>{label}</Badge>
      <span className="text-ink-muted text-sm">{audienceCounts(organizations, teams)}</span>
    </span>
  );
}

/** *2 organizations, 1 team*; *nobody yet*. */
function audienceCounts(organizations: number, teams: number): string {
  if (organizations + teams === 0) return 'nobody yet';
  const parts = [
    organizations > 0 && (organizations === 1 ? '1 organization' : `${organizations} organizations`),
    teams > 0 && (teams === 1 ? '1 team' : `${teams} teams`),
  ];
  return parts.filter(Boolean).join(', ');
}
