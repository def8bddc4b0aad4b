import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { addOrganizationDomainAction, removeOrganizationDomainAction } from '../actions';

/** Email domains that were checked to be the organization's: new people with such an address are offered to join. */
export function DomainsCard({
  id,
  domains,
  mayChange,
}: {
  id: string;
  domains: readonly string[];
  mayChange: boolean;
}) {
  return (
    <Card title="Email domains">
      <div className="grid gap-4">
        <p className="text-ink-muted text-sm">
          New developers with an address of one of these are offered to join; a super admin confirms.
          {mayChange && ' Add a domain only when you know that it is theirs.'}
        </p>
        {domains.length === 0 && !mayChange && <p className="text-ink-muted">It has none.</p>}
        {domains.length > 0 && (
          <ul className="divide-y divide-line">
            {domains.map((domain) => (
              <li key={domain} className="flex items-center justify-between gap-3 py-1.5">
                <span className="min-w-0 break-all">{domain}</span>
                {mayChange && <RemoveForm id={id} domain={domain} />}
              </li>
            ))}
          </ul>
        )}
        {mayChange && (
          <ActionForm action={addOrganizationDomainAction} hidden={{ organizationId: id }} resetOnDone summary={false}>
            <div className="flex flex-wrap items-end gap-2">
              <Field name="domain" label="Domain" className="min-w-40 flex-1">
                <Input
                  placeholder="acme.com"
                  maxLength={300}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                />
              </Field>
              <SubmitButton variant="secondary">Add domain</SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}

function RemoveForm({ id, domain }: { id: string; domain: string }) {
  return (
    <ActionForm action={removeOrganizationDomainAction} hidden={{ organizationId: id, domain }}>
      <SubmitButton variant="ghost" size="sm" aria-label={`Remove ${domain}`}>
        Remove
      </SubmitButton>
    </ActionForm>
  );
}
