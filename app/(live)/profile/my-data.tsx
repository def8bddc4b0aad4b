import { ButtonLink, buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/**
 * Taking one's data along, and going. Developers delete their account themselves; admins' accounts an owner removes.
 */
export function MyData({ mayDelete }: { mayDelete: boolean }) {
  return (
    <Card title="Your data" description="What the portal knows about you, as a file, and the end of your account.">
      <div className="flex flex-wrap gap-3">
        {/* Not a `Link`: it is a file, and must not be fetched ahead. */}
        <a href="/profile/export" download className={buttonClass({})}>
          Download my data
        </a>
        {mayDelete && (
          <ButtonLink href="/profile/delete" variant="danger-quiet">
            Delete my account
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}
