import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { Context } from '@/core/context';
import { getFactorsOfUser } from '@/core/second-factors/get-factors-of-user';
import { removeSecondFactorOfAction } from './actions';

type Props = { ctx: Context; user: { id: string; name: string }; mayRemove: boolean };

/** How a user proves who they are, and the way out for one who has lost it. */
export async function SecondFactorOf({ ctx, user, mayRemove }: Props) {
  const { onSince, passkeys } = await getFactorsOfUser(ctx, { userId: user.id });
  const hasAny = onSince !== null || passkeys > 0;
  return (
    <Card title="Two-factor authentication">
      <div className="grid gap-4">
        <Facts
          facts={[
            {
              label: 'Authenticator app',
              value: onSince ? (
                <>
                  Since <Time value={onSince} now={ctx.now()} format="day" />
                </>
              ) : (
                'None'
              ),
            },
            { label: 'Passkeys', value: passkeys === 0 ? 'None' : String(passkeys) },
          ]}
        />
        {hasAny && mayRemove && (
          <div>
            <ConfirmDialog
              trigger="Remove second factor"
              triggerVariant="secondary"
              title={`Remove the second factor of ${user.name}?`}
              consequences={[
                'Their authenticator app, recovery codes and passkeys stop working here.',
                'Their sessions end. They log in with their password alone, and can set up new ones.',
                'They are told by mail. Make sure first that it is they who ask: not by mail alone.',
              ]}
              confirmLabel="Remove second factor"
              action={removeSecondFactorOfAction}
              hidden={{ userId: user.id }}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
