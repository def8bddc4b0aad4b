import { Check, Minus } from 'lucide-react';

const RIGHTS: readonly [right: string, teamMember: boolean][] = [
  ['Create apps, ask for access', true],
  ['Use the keys of shared apps', true],
  ['Invite and remove people', false],
  ['Change names, roles and teams', false],
];

/** What the two roles may do (core/policy.ts decides). Small: it stands beside the choice. */
export function RoleTable() {
  return (
    <table className="w-full text-sm" aria-label="What each role may do">
      <thead className="text-ink-muted">
        <tr>
          <td />
          <th scope="col" className="w-16 pb-1 text-center font-normal leading-tight">
            Team member
          </th>
          <th scope="col" className="w-16 pb-1 text-center font-normal leading-tight">
            Super admin
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-line border-y">
        {RIGHTS.map(([right, teamMember]) => (
          <tr key={right}>
            <th scope="row" className="py-1.5 text-left font-normal">
              {right}
            </th>
            <Mark yes={teamMember} />
            <Mark yes />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mark({ yes }: { yes: boolean }) {
  const Icon = yes ? Check : Minus;
  return (
    <td className="py-1.5">
      <Icon aria-hidden="true" className={`mx-auto size-4 ${yes ? 'text-success' : 'text-ink-faint'}`} />
      <span className="sr-only">{yes ? 'yes' : 'no'}</span>
    </td>
  );
}
