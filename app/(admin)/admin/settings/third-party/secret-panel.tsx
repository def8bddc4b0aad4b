import { Alert } from '@/components/ui/alert';
import { CopyField } from '@/components/ui/copy-field';

/** The secret, in the one moment in which it is shown. */
export function SecretPanel({ secret }: { secret: string }) {
  return (
    <div className="grid gap-4">
      <Alert tone="warning" title="Copy this secret now" live>
        It is shown only this time. Put it where the other system keeps its secrets: it checks with it what comes from
        this portal.
      </Alert>
      <CopyField label="Signing secret" value={secret} copyLabel="Copy secret" />
    </div>
  );
}
