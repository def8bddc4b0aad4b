'use client';

import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RowQuestion } from '@/core/form-state';
import type { OrganizationChoice } from '@/core/members/list-user-choices';
import { questionTitle, TYPED_TO_DELETE } from './bulk';

/** Asks before many users are deactivated, moved or deleted: what it does, with figures, and what has to be chosen. */
export function UsersQuestion({
  question,
  problem,
  organizations,
}: {
  question: RowQuestion;
  problem: string;
  organizations: readonly OrganizationChoice[];
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = questionTitle(question.act, question.ids.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question takes the focus, also one with the same title
  useEffect(() => heading.current?.focus(), [question]);
  return (
    <section className="card grid gap-4 p-(--card-padding)" aria-label={title}>
      <h2 ref={heading} tabIndex={-1} className="font-semibold">
        {title}
      </h2>
      {question.ids.map((id) => (
        <input key={id} type="hidden" name="asked" value={id} />
      ))}
      {problem && (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      )}
      <ul className="grid list-disc gap-1 pl-5 text-ink-muted">
        {question.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Choices act={question.act} organizations={organizations} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton
          name="press"
          value={`confirm:${question.act}`}
          variant={question.act === 'move' ? 'primary' : 'danger'}
        >
          {title.replace('?', '')}
        </SubmitButton>
        <SubmitButton name="press" value="cancel" variant="secondary">
          Cancel
        </SubmitButton>
      </div>
    </section>
  );
}

function Choices({ act, organizations }: { act: string; organizations: readonly OrganizationChoice[] }) {
  if (act === 'deactivate') {
    return <Checkbox name="suspendPersonalKeys" label="Suspend the keys of their personal apps" />;
  }
  if (act === 'move') {
    const options = organizations
      .filter(({ isActive }) => isActive)
      .map(({ id, name }) => ({ value: id, label: name }));
    return (
      <>
        <Field name="organizationId" label="New organization" className="max-w-sm">
          <Select options={options} placeholder="Choose an organization" />
        </Field>
        <RadioGroup name="movedApps" label="Their apps and keys" defaultValue="take_along">
          <Radio value="take_along" label="Go along into the new organization" />
          <Radio
            value="leave"
            label="Stay with a super admin of the old organization"
            hint="Owners of apps in the default organization are left where they are: nobody can take over there."
          />
          <Radio value="end" label="End: the keys stop working" />
        </RadioGroup>
      </>
    );
  }
  return (
    <>
      <RadioGroup name="leftApps" label="Their apps and keys" defaultValue="hand_over">
        <Radio
          value="hand_over"
          label="Go to a super admin of their organization"
          hint="Users of the default organization are left as they are: nobody can take over there."
        />
        <Radio value="end" label="End: the keys stop working" />
      </RadioGroup>
      <Field name="typed" label={`Type ${TYPED_TO_DELETE} to confirm`} className="max-w-sm">
        <Input autoComplete="off" spellCheck={false} />
      </Field>
    </>
  );
}
