import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';
import { contactWords } from './contact-words';

/** Since when it is there, who runs it, and whom to write to. */
export function AboutOrganization({ organization, now }: { organization: OrganizationHome; now: Date }) {
  const { since, superAdmins, contacts } = organization;
  return (
    <Card title="About the organization">
      <Facts
        facts={[
          { label: 'Since', value: <Time value={since} now={now} format="day" /> },
          {
            label: superAdmins.length === 1 ? 'Super admin' : 'Super admins',
            value:
              superAdmins.length === 0 ? (
                'Nobody. Ask an admin of this portal to name one.'
              ) : (
                <People people={superAdmins} />
              ),
          },
          ...contacts.map((contact) => ({
            label: contactWords[contact.kind].label,
            value: <People people={[{ id: contact.kind, ...contact }]} />,
          })),
        ]}
      />
    </Card>
  );
}

function People({ people }: { people: readonly { id: string; name: string; email: string | null }[] }) {
  return (
    <ul className="grid gap-1.5">
      {people.map(({ id, name, email }) => (
        <li key={id} className="[overflow-wrap:anywhere]">
          {name}
          {email && (
            <>
              {' '}
              <a href={`mailto:${email}`} className="link text-sm">
                {email}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
