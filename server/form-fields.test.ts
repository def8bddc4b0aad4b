import { expect, test } from 'vitest';
import { formFields } from './form-fields';

function filled(...entries: [string, string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test('one value is a text, several are a list; files and the framework’s own fields are left out [A-08]', () => {
  const file = new File(['x'], 'x.txt');
  const data = filled(['name', 'Ada'], ['ids', 'a'], ['ids', 'b'], ['logo', file], ['$ACTION_ID_x', '']);
  expect({ ...formFields(data) }).toEqual({ name: 'Ada', ids: ['a', 'b'], logo: '' });
});

// Leave the NUL in, and PostgreSQL answers with a fault, which the person meets as "something went wrong".
test('what a database cannot keep is taken out [V-12]', () => {
  expect(formFields(filled(['reason', 'no\0 \ud800 thanks'])).reason).toBe('no \ufffd thanks');
});

test('a name that objects know already is a field like any other [Z-06] [V-08]', () => {
  const fields = formFields(filled(['__proto__', 'x'], ['constructor', 'y']));
  expect(Object.keys(fields)).toEqual(['__proto__', 'constructor']);
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});
