import { ActionForm } from '@/components/ui/action-form';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { LeavingApp, LeavingEffects, LeavingKey } from '@/core/members/get-leaving-effects';
import { removeMemberAction } from './actions';

type Props = { effects: LeavingEffects; removerId: string };

/** One section for each kind of thing that somebody leaves; each line with its own choice, all sent together. */
export function RemoveForm({ effects, removerId }: Props) {
  const { person, apps, heldKeys, openRequests, invitations } = effects;
  return (
    <ActionForm action={removeMemberAction} hidden={{ userId: person.id }} className="gap-6">
      <Consequences effects={effects} />
      {apps.map((app) => (
        <AppChoice key={app.id} app={app} heirs={effects.heirs} removerId={removerId} />
      ))}
      {heldKeys.length > 0 && <HeldKeys keys={heldKeys} name={person.name} />}
      {openRequests.length > 0 && <OpenRequests requests={openRequests} />}
      {invitations.length > 0 && <Invitations emails={invitations.map(({ email }) => email)} />}
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant="danger">Remove {person.name}</SubmitButton>
        <ButtonLink href="/organization/users">Cancel</ButtonLink>
      </div>
    </ActionForm>
  );
}

function Consequences({ effects: { person, apps } }: { effects: LeavingEffects }) {
  return (
    <Card title="What happens at once">
      <ul className="grid list-disc gap-1.5 pl-5 text-ink-muted">
        <li>{person.name} is signed out everywhere and gets a mail.</li>
        <li>
          Their account ({person.email}) stays, outside {person.organization.name}, without any app, team or role of it.
        </li>
        <li>
          {apps.length === 0 ? 'They own no app here.' : 'No app is lost: each has a new owner, or ends if you say so.'}
        </li>
      </ul>
    </Card>
  );
}

function AppChoice({ app, heirs, removerId }: { app: LeavingApp; heirs: LeavingEffects['heirs']; removerId: string }) {
  const keys = app.keys.length;
  const isHeld = app.keys.some(({ wasHeld }) => wasHeld);
  return (
    <Card
      title={app.name}
      description={keysOf(app)}
      actions={isHeld ? <Badge tone="warning">They have seen a key</Badge> : null}
    >
      <div className="grid gap-5">
        <RadioGroup name={`app.${app.id}`} label={`What becomes of ${app.name}`} defaultValue="hand_over">
          <Radio value="hand_over" label="Hand over" hint={keys > 0 ? 'Its keys go on working.' : undefined} />
          {keys > 0 && (
            <Radio
              value="regenerate"
              label="Hand over and regenerate its keys"
              hint="New keys are made and the old ones stop working at once. Programs need the new ones."
            />
          )}
          <Radio value="end" label="End it" hint={endingWords(keys)} />
        </RadioGroup>
        <Field name={`heir.${app.id}`} label="New owner" required={false} showOptional={false}>
          <Select
            defaultValue={removerId}
            options={heirs.map(({ id, name }) => ({ value: id, label: id === removerId ? `${name} (you)` : name }))}
          />
        </Field>
      </div>
    </Card>
  );
}

function endingWords(keys: number): string {
  if (keys === 0) return 'The app is deleted.';
  return keys === 1
    ? 'The app is deleted, and 1 key stops working.'
    : `The app is deleted, and ${keys} keys stop working.`;
}

function keysOf({ keys, visibility, teamName }: LeavingApp): string {
  const sharing = {
    personal: 'Theirs alone',
    team: `Team ${teamName ?? ''}`.trim(),
    organization: 'Shared with everybody',
  };
  const count = keys.length === 0 ? 'no keys' : keys.length === 1 ? '1 key' : `${keys.length} keys`;
  return `${sharing[visibility]}, ${count}`;
}

function HeldKeys({ keys, name }: { keys: LeavingKey[]; name: string }) {
  return (
    <Card
      title="Keys that they know"
      description={`Keys of other apps that ${name} was shown. Who has written one down can go on using it until it is regenerated.`}
    >
      <div className="grid gap-5">
        {keys.map((key) => (
          <RadioGroup
            key={key.id}
            name={`key.${key.id}`}
            label={`${key.appName}, ${key.lastFour === '' ? 'key' : `key …${key.lastFour}`}${stateOf(key)}`}
            defaultValue="regenerate"
          >
            <Radio
              value="regenerate"
              label="Regenerate it"
              hint="The old key stops working as soon as the new one does."
            />
            <Radio value="keep" label="Keep it" />
          </RadioGroup>
        ))}
      </div>
    </Card>
  );
}

function stateOf({ isSuspended, isRetiring }: LeavingKey): string {
  if (isRetiring) return ' (replaced, in its grace period)';
  return isSuspended ? ' (suspended)' : '';
}

function OpenRequests({ requests }: { requests: LeavingEffects['openRequests'] }) {
  return (
    <Card title="Requests that wait" description="Nobody has decided about these yet.">
      <div className="grid gap-5">
        {requests.map(({ id, appName, productNames }) => (
          <RadioGroup key={id} name={`request.${id}`} label={`${productNames} for ${appName}`} defaultValue="hand_over">
            <Radio value="hand_over" label="Hand over to the app’s owner" />
            <Radio value="cancel" label="Cancel the request" />
          </RadioGroup>
        ))}
      </div>
    </Card>
  );
}

function Invitations({ emails }: { emails: string[] }) {
  return (
    <Card title="Invitations that they sent" description={`Not answered yet: ${emails.join(', ')}`}>
      <RadioGroup name="invitations" label="What becomes of them" defaultValue="keep">
        <Radio value="keep" label="Keep them, as yours" />
        <Radio value="withdraw" label="Withdraw them" hint="Their links stop working." />
      </RadioGroup>
    </Card>
  );
}
