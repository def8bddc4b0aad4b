import { expect, test } from 'vitest';
import { type EmailDomains, emailDomainProblem, parseEmailDomains } from './email-domains';

const none: EmailDomains = { allowedDomains: [], refusedDomains: [] };

test('domains are kept in the form in which addresses are compared', () => {
  const given = [' Acme.COM ', '@acme.com', '', '*.Bücher.example', 'acme.com.'];
  expect(parseEmailDomains({ ...none, allowedDomains: given }).allowedDomains).toEqual([
    'acme.com',
    '*.xn--bcher-kva.example',
  ]);
});

test('what is no domain is named, beside its own list', () => {
  for (const wrong of ['acme', 'a b.com', '*', '*.*.com', 'x@acme.com', 'http://acme.com', '192.168.0.1', '-a.com']) {
    expect(() => parseEmailDomains({ ...none, refusedDomains: ['acme.com', wrong] })).toThrow(
      expect.objectContaining({ fieldErrors: { refusedDomains: [expect.stringContaining(wrong)] } }),
    );
  }
  const many = Array.from({ length: 501 }, (_, number) => `d${number}.test`);
  expect(() => parseEmailDomains({ ...none, allowedDomains: many })).toThrow(
    expect.objectContaining({ fieldErrors: { allowedDomains: [expect.stringContaining('500')] } }),
  );
});

test('a star stands for everything below a domain and not for itself; refused wins over allowed', () => {
  const may = (email: string, lists: Partial<EmailDomains>) =>
    emailDomainProblem(email, { ...none, ...lists }) === null;
  const allowed = { allowedDomains: ['acme.com', '*.acme.org'] };
  expect(may('a@acme.com', allowed)).toBe(true);
  expect(may('a@mail.acme.com', allowed)).toBe(false);
  expect(may('a@acme.org', allowed)).toBe(false);
  expect(may('a@deep.mail.acme.org', allowed)).toBe(true);
  expect(may('a@notacme.com', allowed)).toBe(false);
  expect(may('a@evilacme.org', allowed)).toBe(false);
  expect(may('a@anywhere.test', {})).toBe(true);
  expect(may('a@acme.com', { ...allowed, refusedDomains: ['acme.com'] })).toBe(false);
});

test('the refusal does not tell who may register', () => {
  const problem = emailDomainProblem('eve@evil.test', { allowedDomains: ['partner.test'], refusedDomains: [] });
  expect(problem).toContain('invitation');
  expect(problem).not.toContain('partner.test');
});
