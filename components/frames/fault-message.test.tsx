import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FaultMessage } from './fault-message';

test('a page of before an update is told so, and what to do; anything else is a fault with its reference [S-14]', () => {
  const outdated = renderToStaticMarkup(<FaultMessage digest="123" onRetry={() => {}} isOutdated />);
  expect(outdated).toContain('The portal was updated');
  expect(outdated).toContain('nothing was done');
  expect(outdated).toContain('Load the page again');
  expect(outdated).not.toContain('500');
  const fault = renderToStaticMarkup(<FaultMessage digest="123" onRetry={() => {}} />);
  expect(fault).toContain('Something went wrong on our side');
  expect(fault).toContain('123');
});
