import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyField } from '@/components/ui/copy-field';
import { QrCode } from '@/components/ui/qr-code';
import { Time } from '@/components/ui/time';
import type { SecondFactors } from '@/core/second-factors/get-second-factors';
import { removeTotpAction } from './actions';
import { TwoFactorForm } from './two-factor-form';

/** Two-factor authentication of the person who looks: off, being set up, or on. */
export function TwoFactorSection({ factors, now }: { factors: SecondFactors; now: Date }) {
  const { onSince, prepared, recoveryCodesLeft } = factors;
  const stage = onSince ? 'on' : prepared ? 'prepared' : 'off';
  return (
    <div className="grid gap-4">
      {stage === 'off' && (
        <p>
          Logging in then takes your password and a code from an app on your phone. A stolen password opens nothing.
        </p>
      )}
      {onSince && (
        <p>
          On since <Time value={onSince} now={now} format="day" />. You have {recoveryCodesLeft} unused recovery{' '}
          {recoveryCodesLeft === 1 ? 'code' : 'codes'}.
        </p>
      )}
      <TwoFactorForm stage={stage}>
        {prepared && <Prepared secret={prepared.secret} uri={prepared.uri} />}
      </TwoFactorForm>
      {onSince && (
        <div>
          <ConfirmDialog
            trigger="Switch off"
            triggerVariant="danger-quiet"
            title="Switch two-factor authentication off?"
            consequences={[
              'Your password alone opens your account again.',
              'Your authenticator and your recovery codes stop working here.',
            ]}
            confirmLabel="Switch off"
            action={removeTotpAction}
          />
        </div>
      )}
    </div>
  );
}

function Prepared({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className="grid gap-4">
      <p>
        Scan this with an authenticator app, such as the one of your password manager. Then enter the code that it
        shows.
      </p>
      <QrCode text={uri} label="QR code for your authenticator app" />
      <CopyField label="Or enter this key in the app" value={secret} copyLabel="Copy setup key" />
    </div>
  );
}
