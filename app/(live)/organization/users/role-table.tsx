import { Check, Minus } from 'lucide-react';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';

const RIGHTS: readonly [right: string, teamMember: boolean][] = [
  ['Create apps, ask for access', true],
  ['Use the keys of shared apps', true],
  ['Invite and remove people', false],
  ['Change names, roles and teams', false],
];

/** What the two roles may do (core/policy.ts decides). */
export function RoleTable() {
  return (
    <Table label="What each role may do">
      <THead>
        <TRow>
          <TH>May</TH>
          <TH fit>Team member</TH>
          <TH fit>Super admin</TH>
        </TRow>
      </THead>
      <TBody>
        {RIGHTS.map(([right, teamMember]) => (
          <TRow key={right}>
            <TCell rowHeader>{right}</TCell>
            <TCell fit>
              <YesOrNo yes={teamMember} />
            </TCell>
            <TCell fit>
              <YesOrNo yes />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function YesOrNo({ yes }: { yes: boolean }) {
  const Icon = yes ? Check : Minus;
  return (
    <>
      <Icon aria-hidden="true" className={`size-4 ${yes ? 'text-success' : 'text-ink-faint'}`} />
      <span className="sr-only">{yes ? 'yes' : 'no'}</span>
    </>
  );
}
