import { expect, test } from 'vitest';
import { cpuTimeOf } from '@/test/cpu-time';
import { parseLines } from './parse-lines';

test('reads bare addresses and names beside them, each once', () => {
  const pasted = 'nina@newcomer.test; "Newcomer, Nils" <Nils@Newcomer.test>\nnina@newcomer.test, who';
  expect(parseLines(pasted)).toEqual([
    { given: 'nina@newcomer.test', email: 'nina@newcomer.test', firstName: '', lastName: '' },
    {
      given: '"Newcomer, Nils" <Nils@Newcomer.test>',
      email: 'nils@newcomer.test',
      firstName: 'Nils',
      lastName: 'Newcomer',
    },
    { given: 'who', email: null, firstName: '', lastName: '' },
  ]);
});

// Leave out LINE_MAX, and one paste keeps every other request waiting for a second.
test('what is too long to be an address is none, and takes no time to find out [V-07]', async () => {
  const work = await cpuTimeOf(() => {
    const [line] = parseLines(`a${' '.repeat(19_000)}b`);
    expect(line?.email).toBeNull();
    expect(line?.given.length).toBeLessThan(100);
  });
  expect(work).toBeLessThan(300);
});
