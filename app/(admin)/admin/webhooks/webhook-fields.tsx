import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';

/** What can be told, in groups, each event with a sentence. */
export type EventGroup = { title: string; events: readonly { event: string; about: string }[] };

type Values = { name: string; url: string; events: readonly string[]; reachesPrivate: boolean };

/** What a webhook is called, where it is, and what it is told of. */
export function WebhookFields({ webhook, groups }: { webhook?: Values; groups: readonly EventGroup[] }) {
  const isToldAll = webhook ? webhook.events.includes('*') : false;
  return (
    <>
      <Field name="name" label="Name" hint="For admins, such as CRM or Sales channel.">
        <Input defaultValue={webhook?.name ?? ''} maxLength={80} autoComplete="off" />
      </Field>
      <Field name="url" label="Address" hint="Each event is sent here by a signed POST.">
        <Input
          type="url"
          inputMode="url"
          placeholder="https://example.com/portal-events"
          defaultValue={webhook?.url ?? ''}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Checkbox
        name="reachesPrivate"
        label="The address may be of your own network"
        hint="Otherwise the portal refuses private addresses. Then http:// is allowed, too."
        defaultChecked={webhook?.reachesPrivate ?? false}
      />
      <div className="group grid gap-3">
        <RadioGroup name="events" label="Told of" defaultValue={isToldAll ? '*' : 'chosen'}>
          <Radio value="chosen" label="Only what I choose" />
          <Radio value="*" label="Every event" hint="Those that later versions add, too." />
        </RadioGroup>
        {/* Without JavaScript, too: the boxes are of no meaning while everything is told. */}
        <div className="grid gap-2 group-has-[input[value='*']:checked]:hidden">
          {groups.map((group, index) => (
            <Group key={group.title} group={group} chosen={webhook?.events ?? []} isFirst={index === 0 && !webhook} />
          ))}
        </div>
      </div>
    </>
  );
}

/** Folded away unless something in it is chosen: there are many events, and most webhooks want a few. */
function Group({ group, chosen, isFirst }: { group: EventGroup; chosen: readonly string[]; isFirst: boolean }) {
  const count = group.events.filter(({ event }) => chosen.includes(event)).length;
  return (
    <details open={isFirst || count > 0} className="rounded-lg border border-line">
      <summary className="cursor-pointer px-3 py-2 font-medium text-sm">
        {group.title}
        <span className="ml-2 font-normal text-ink-muted">
          {count > 0 ? `${count} of ${group.events.length} events` : `${group.events.length} events`}
        </span>
      </summary>
      <fieldset className="grid gap-3 px-3 pt-1 pb-3 sm:grid-cols-2">
        <legend className="sr-only">{group.title}</legend>
        {group.events.map(({ event, about }) => (
          <Checkbox
            key={event}
            name="event"
            value={event}
            label={about}
            hint={<code>{event}</code>}
            defaultChecked={chosen.includes(event)}
          />
        ))}
      </fieldset>
    </details>
  );
}
