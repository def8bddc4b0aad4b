import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** The way out of an organization; what it means is shown on the page that it leads to. */
export function LeaveCard({ organizationName }: { organizationName: string }) {
  return (
    <Card title={`Leave ${organizationName}`}>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-ink-muted">Your apps stay with a colleague; your account stays yours.</p>
        <ButtonLink href="/organization/leave" variant="danger-quiet">
          Leave the organization
        </ButtonLink>
      </div>
    </Card>
  );
}
