import { expect, test } from 'vitest';
import { NEW_RULE, withGone } from './rule-values';
import { conditionWords } from './rule-words';
import { movedOrder, ruleFields } from './schemas';

const none = NEW_RULE.conditions;
const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

test('a rule is told in phrases, a long list by its first names', () => {
  expect(conditionWords(none, 'ask_admins')).toEqual(['every request']);
  const conditions = {
    ...none,
    plans: named('Free', 'Standard'),
    products: named('A', 'B', 'C', 'D', 'E'),
    isFirstRequest: false,
    hasVerifiedDomain: true,
  };
  expect(conditionWords(conditions, 'approve')).toEqual([
    'on the plan Free or Standard',
    'for nothing but A, B, C or 2 more',
    'from a verified domain',
    'not the first request',
  ]);
  expect(conditionWords(conditions, 'ask_admins')).toContain('for A, B, C or 2 more');
});

// Show only what can be chosen, and saving the form makes a rule for one plan a rule for all.
test('what was chosen and is gone stays in the form', () => {
  expect(withGone(named('a', 'b'), named('b', 'c'))).toEqual([...named('a', 'b'), { id: 'c', name: 'Deleted (c)' }]);
});

test('a form is read box by box and line by line', () => {
  const sent = {
    name: 'R',
    outcome: 'approve',
    planIds: 'one',
    organizations: ' Acme \n\nEvil Works',
    firstRequest: 'yes',
  };
  expect(ruleFields.parse(sent)).toMatchObject({
    isActive: false,
    planIds: ['one'],
    productIds: [],
    organizations: ['Acme', 'Evil Works'],
    teams: [],
    firstRequest: 'yes',
    verifiedDomain: 'any',
  });
  expect(ruleFields.safeParse({ ...sent, outcome: '' }).success).toBe(false);
});

test('one place up or down, and never out of the list', () => {
  expect(movedOrder(['a', 'b', 'c'], 'c.up')).toEqual(['a', 'c', 'b']);
  expect(movedOrder(['a', 'b', 'c'], 'a.down')).toEqual(['b', 'a', 'c']);
  for (const move of ['a.up', 'c.down', 'x.up', '']) expect(movedOrder(['a', 'b', 'c'], move)).toEqual(['a', 'b', 'c']);
});
