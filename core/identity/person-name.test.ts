import { describe, expect, test } from 'vitest';
import { foldedName, nameProblem } from './person-name';

describe('names of people', () => {
  test.each(['Ada', 'Jean-Luc', "O'Neil", 'Nuño', 'José María', '李', 'J.R.R.', 'John 3rd', 'Åsa', 'Zoë (Zo)'])(
    '%s is a name',
    (name) => {
      expect(nameProblem(foldedName(name), 'first name')).toBeNull();
    },
  );

  test.each([
    '',
    '   ',
    '...',
    'Ada\r\nBcc: me@y.test',
    'Ada\0',
    '<b>Ada</b>',
    '{{ 7*7 }}',
    'http://evil.test',
    'win at evil.test',
    'Ada\u202eevil',
    'a'.repeat(81),
  ])('%j is none', (name) => {
    // Inner white space is folded to one blank, so a line break cannot survive either way.
    const folded = foldedName(name);
    expect(folded).not.toMatch(/[\r\n\t]/);
    expect(nameProblem(folded, 'last name')).not.toBeNull();
  });
});
