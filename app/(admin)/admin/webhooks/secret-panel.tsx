import { Alert } from '@/components/ui/alert';
import { CopyField } from '@/components/ui/copy-field';

/** The signing secret, in the one moment in which it is shown. */
export function SecretPanel({ secret }: { secret: string }) {
  return (
    <div className="grid gap-4">
      <Alert tone="warning" title="Copy this secret now" live>
        It is shown only this time. The receiver checks with it that a message is from this portal.
      </Alert>
      <CopyField label="Signing secret" value={secret} copyLabel="Copy secret" />
    </div>
  );
}
