import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { Question } from './question-row';

const KINDS: { value: Question['kind']; label: string }[] = [
  { value: 'text', label: 'Short text' },
  { value: 'long_text', label: 'Long text' },
  { value: 'number', label: 'Number' },
  { value: 'choice', label: 'Choice' },
  { value: 'yes_no', label: 'Yes or no' },
  { value: 'url', label: 'Web address' },
];

type Props = { prefix: string; title: string; question: Question | null; isSignUp: boolean };

/**
 * What there is to say about one question. Parts of one kind are seen only for it: by style, so also without
 * JavaScript.
 */
export function QuestionParts({ prefix, title, question, isSignUp }: Props) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <Field name={`${prefix}.label`} label={title} required={false} showOptional={false}>
          <Input
            defaultValue={question?.label}
            maxLength={120}
            placeholder={isSignUp ? 'Which company do you work for?' : 'How many calls a day?'}
          />
        </Field>
        <Field name={`${prefix}.kind`} label="Kind of answer">
          <Select options={KINDS} defaultValue={question?.kind ?? 'text'} />
        </Field>
      </div>
      <Field name={`${prefix}.help`} label="Help below it" required={false}>
        <Input defaultValue={question?.help} maxLength={300} />
      </Field>
      <KindParts prefix={prefix} question={question} />
      {isSignUp && <AskedOf prefix={prefix} question={question} />}
      <Checkbox
        name={`${prefix}.required`}
        label="Must be answered"
        defaultChecked={question?.required ?? false}
        className="group-has-[option[value=admins]:checked]:hidden!"
      />
    </>
  );
}

function KindParts({ prefix, question }: Pick<Props, 'prefix' | 'question'>) {
  return (
    <>
      <Field
        name={`${prefix}.choices`}
        label="Answers to choose from"
        hint="One in each line."
        required={false}
        showOptional={false}
        className="hidden! group-has-[option[value=choice]:checked]:grid!"
      >
        <Textarea defaultValue={question?.choices?.join('\n')} maxLength={4000} />
      </Field>
      <div className="hidden items-start gap-3 sm:grid-cols-2 group-has-[option[value=text]:checked]:grid">
        <Field
          name={`${prefix}.pattern`}
          label="Pattern"
          hint="A regular expression (RE2) for the whole answer, such as [A-Z]{2}[0-9]{6}."
          required={false}
        >
          <Input defaultValue={question?.pattern} maxLength={200} spellCheck={false} className="font-mono" />
        </Field>
        <Field
          name={`${prefix}.patternHelp`}
          label="What to say when it does not match"
          required={false}
          showOptional={false}
        >
          <Input
            defaultValue={question?.patternHelp}
            maxLength={200}
            placeholder="Two letters and six digits, please."
          />
        </Field>
      </div>
      <div className="hidden items-start gap-3 group-has-[option[value=number]:checked]:grid sm:grid-cols-2">
        <Field name={`${prefix}.min`} label="Smallest number" required={false}>
          <Input inputMode="decimal" defaultValue={question?.min} maxLength={30} />
        </Field>
        <Field name={`${prefix}.max`} label="Largest number" required={false}>
          <Input inputMode="decimal" defaultValue={question?.max} maxLength={30} />
        </Field>
      </div>
    </>
  );
}

function AskedOf({ prefix, question }: Pick<Props, 'prefix' | 'question'>) {
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Field
        name={`${prefix}.askedOf`}
        label="Seen and answered by"
        hint="What is for admins only never reaches the person."
      >
        <Select
          options={[
            { value: 'people', label: 'The person, and admins' },
            { value: 'admins', label: 'Admins only' },
          ]}
          defaultValue={question?.adminsOnly ? 'admins' : 'people'}
        />
      </Field>
      <Checkbox
        name={`${prefix}.copied`}
        label="Copy the answer into keys"
        hint="Upstreams read it from the key’s metadata. Keys that exist stay as they are."
        defaultChecked={!question?.notInKeys}
        className="sm:mt-7"
      />
    </div>
  );
}
