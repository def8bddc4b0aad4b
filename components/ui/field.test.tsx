import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { FormState } from '@/core/form-state';
import { Checkbox } from './checkbox';
import { Field } from './field';
import { FormContext } from './form-context';
import { FormErrorSummary } from './form-error-summary';
import { Input } from './input';
import { PasswordInput } from './password-input';
import { Radio, RadioGroup } from './radio-group';
import { Select } from './select';

const refused: FormState = {
  status: 'error',
  message: 'Some fields need another look.',
  fieldErrors: { email: ['Enter an address.'], region: ['Choose a region.'] },
  values: { email: 'nobody', region: 'us', app: 'old', password: 'must not come back' },
};

function markup(children: ReactNode, state: FormState = refused): string {
  return renderToStaticMarkup(<FormContext value={{ formId: 'f', state }}>{children}</FormContext>);
}

test('the label, the hint and the error of a field belong to its control', () => {
  const html = markup(
    <Field name="email" label="Email" hint="We write to it once.">
      <Input type="email" />
    </Field>,
  );
  expect(html).toMatch(/<label for="f-email"[^>]*>Email<\/label>/);
  expect(html).toMatch(/<input[^>]* id="f-email"/);
  expect(html).toContain('aria-describedby="f-email-error f-email-hint"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toMatch(/id="f-email-error"[^>]*>.*Enter an address\./);
});

test('the name of an optional field is exactly its label', () => {
  const html = markup(
    <Field name="company" label="Company" required={false}>
      <Input />
    </Field>,
  );
  expect(html).toContain('>Company</label>');
  expect(html).toContain('aria-describedby="f-company-optional"');
  expect(html).not.toContain('required');
});

test('what was typed and chosen is still there after a refusal, without JavaScript too', () => {
  const html = markup(
    <>
      <Field name="email" label="Email">
        <Input />
      </Field>
      <Field name="region" label="Region">
        <Select
          options={[
            { value: 'eu', label: 'Europe' },
            { value: 'us', label: 'America' },
          ]}
        />
      </Field>
      <RadioGroup name="app" label="App" defaultValue="new">
        <Radio value="new" label="Create a new app" />
        <Radio value="old" label="Existing app" />
      </RadioGroup>
      <Checkbox name="news" label="News" defaultChecked />
    </>,
  );
  expect(html).toContain('value="nobody"');
  expect(html).toContain('<option value="us" selected="">');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="old"|<input[^>]*value="old"[^>]*checked=""/);
  expect(html).not.toMatch(/name="news"[^>]*checked/);
});

test('a password never comes back into the page', () => {
  const html = markup(
    <Field name="password" label="Password">
      <PasswordInput />
    </Field>,
  );
  expect(html).not.toContain('must not come back');
});

test('the summary leads to each wrong field', () => {
  const html = markup(<FormErrorSummary />);
  expect(html).toContain('role="alert"');
  expect(html).toContain('<a href="#f-email"');
  expect(html).toContain('<a href="#f-region"');
});
