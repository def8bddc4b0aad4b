import type { Finding } from './finding';

const ANSWER_MS = 5_000;

/** Is PORTAL_URL an address that mailed links can carry, and does this portal answer there? */
export async function checkPublicUrl(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const what = 'Public URL';
  const text = env.PORTAL_URL || `http://localhost:${env.PORT || 3000}`;
  if (!URL.canParse(text)) return [{ what, verdict: 'wrong', says: 'PORTAL_URL is not a URL.' }];
  const url = new URL(text);
  const findings: Finding[] = [];
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (isLocal) {
    findings.push({ what, verdict: 'note', says: `${text} works on this machine only; so do the links in mails.` });
  } else if (url.protocol !== 'https:') {
    findings.push({ what, verdict: 'wrong', says: `${text} is not https: passwords and keys would travel readable.` });
  }
  const problem = await askHealth(url);
  findings.push(
    problem === null
      ? { what, verdict: 'ok', says: `${text} answers.` }
      : { what, verdict: 'wrong', says: `${text} does not lead to this portal: ${problem}.` },
  );
  return findings;
}

async function askHealth(url: URL): Promise<string | null> {
  try {
    const reply = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' });
    return reply.status === 200 ? null : `/healthz answers ${reply.status}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}
