import { countStatements } from '../count-statements';
import { fetchPage, requestsPerSecond, warmUp } from '../load';
import { openPeople } from '../people';
import { barePath, type PrivatePage, privatePages } from '../private-pages';
import { median, type Part, type Result } from '../result';
import { sized } from '../size';
import { startWebProcess } from '../web-process';
import type { Portal } from '../with-portal';

const PORT = 3910;
const LOAD = { connections: 20, seconds: sized(4, 2) };
const ROUNDS = sized(5);
const RATE_TARGET = 0.6;
const STATEMENTS_TARGET = 6;

/**
 * Pages of people who are logged in, beside the least that a page of the same build can be; requests per second. And
 * how many statements each sends to PostgreSQL, in the answer's own words.
 */
export const pagesPrivate: Part = async (portal, say) => {
  const people = openPeople(portal);
  try {
    const pages = await privatePages(people);
    const counted = await countOf(portal, pages, say);
    return [...(await ratesOf(portal, await barePath(people), pages, say)), ...counted];
  } finally {
    await people.close();
  }
};

async function ratesOf(portal: Portal, bare: string, pages: readonly PrivatePage[], say: (text: string) => void) {
  const web = await startWebProcess(portal, PORT);
  try {
    const asked = [{ url: web.url + bare }, ...pages.map(({ path, cookie }) => ({ url: web.url + path, cookie }))];
    for (const one of asked) await warmUp(one);
    const rates = asked.map((): number[] => []);
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`  round ${round} of ${ROUNDS}`);
      for (const [index, one] of asked.entries()) rates[index]?.push(await requestsPerSecond(one, LOAD));
    }
    const [baseline = 0, ...measured] = rates.map(median);
    return pages.map(({ name }, index) => resultOf(name, measured[index] ?? 0, baseline));
  } finally {
    await web.stop();
  }
}

function resultOf(name: string, rate: number, baseline: number): Result {
  const ratio = rate / baseline;
  return {
    what: `${name}, ${LOAD.connections} connections`,
    measured: `${rate.toFixed(0)} requests/s`,
    baseline: `${baseline.toFixed(0)} requests/s, bare page`,
    ratio,
    target: `≥ ${RATE_TARGET}`,
    isMet: ratio >= RATE_TARGET,
  };
}

/** Asks for each page once, warm, through a proxy in front of the database. */
async function countOf(portal: Portal, pages: readonly PrivatePage[], say: (text: string) => void): Promise<Result[]> {
  const counter = await countStatements(portal.databaseUrl);
  try {
    const web = await startWebProcess(portal, PORT, counter.url);
    try {
      const results: Result[] = [];
      for (const { name, path, cookie } of pages) {
        // The first one notes that the session is in use, as it does once a minute.
        await fetchPage({ url: web.url + path, cookie });
        counter.take();
        await fetchPage({ url: web.url + path, cookie });
        const statements = counter.take();
        say(`  ${name}: ${statements.length} statements`);
        for (const statement of statements) say(`    ${statement.slice(0, 160)}`);
        results.push(countedResult(name, statements.length));
      }
      return results;
    } finally {
      await web.stop();
    }
  } finally {
    await counter.close();
  }
}

function countedResult(name: string, statements: number): Result {
  return {
    what: `${name}, SQL statements`,
    measured: String(statements),
    baseline: '–',
    ratio: null,
    target: `≤ ${STATEMENTS_TARGET}`,
    isMet: statements <= STATEMENTS_TARGET,
  };
}
