import { cpus } from 'node:os';
import { fetchPage, requestsPerSecond, warmUp } from '../load';
import { openPeople } from '../people';
import { type PrivatePage, privatePages } from '../private-pages';
import { median, type Part } from '../result';
import { sized } from '../size';
import { startWebProcess, type WebProcess } from '../web-process';

const PORTS = [3910, 3911];
const CONNECTIONS = 20;
const SECONDS = sized(4, 2);
const ROUNDS = sized(5);
const TARGET = 1.7;
/** Two processes that serve, one that asks, and the database. */
const CORES_WANTED = 4;

/**
 * The load of `pages.private`, spread over one web process and over two of one database; requests per second of all
 * pages together. Every answer must be a whole page.
 */
export const instances: Part = async (portal, say) => {
  const people = openPeople(portal);
  const webs: WebProcess[] = [];
  try {
    const pages = await privatePages(people);
    for (const port of PORTS) webs.push(await startWebProcess(portal, port));
    for (const web of webs) for (const asked of askedOf(web, pages)) await warmUp(asked);
    const differing = await differencesBetween(webs, pages);
    if (differing.length > 0) throw new Error(`two processes answer differently: ${differing.join(', ')}`);
    const rates: [number[], number[]] = [[], []];
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`  round ${round} of ${ROUNDS}`);
      rates[0].push(await rateOf(webs.slice(0, 1), pages));
      rates[1].push(await rateOf(webs, pages));
    }
    const [one, two] = rates.map(median) as [number, number];
    const cores = cpus().length;
    return [
      {
        what: `2 web processes, ${CONNECTIONS} connections, ${cores} cores for everything`,
        measured: `${two.toFixed(0)} requests/s`,
        baseline: `${one.toFixed(0)} requests/s, 1 process`,
        ratio: two / one,
        target: `≥ ${TARGET}, where cores allow`,
        // With fewer cores than processes that want one, the second process has nothing to run on.
        isMet: two / one >= TARGET ? true : cores < CORES_WANTED ? null : false,
      },
    ];
  } finally {
    for (const web of webs) await web.stop();
    await people.close();
  }
};

function askedOf(web: WebProcess, pages: readonly PrivatePage[]) {
  return pages.map(({ path, cookie }) => ({ url: web.url + path, cookie }));
}

/** Page after page, each from all processes at once. */
async function rateOf(webs: readonly WebProcess[], pages: readonly PrivatePage[]): Promise<number> {
  const rates: number[] = [];
  for (const { path, cookie } of pages) {
    const load = { connections: CONNECTIONS / webs.length, seconds: SECONDS };
    const each = await Promise.all(webs.map((web) => requestsPerSecond({ url: web.url + path, cookie }, load)));
    rates.push(each.reduce((sum, rate) => sum + rate, 0));
  }
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

/** Pages whose visible words are not the same from every process. */
async function differencesBetween(webs: readonly WebProcess[], pages: readonly PrivatePage[]): Promise<string[]> {
  const differing: string[] = [];
  for (const { name, path, cookie } of pages) {
    const words = await Promise.all(webs.map(async (web) => wordsOf(await fetchPage({ url: web.url + path, cookie }))));
    if (new Set(words).size > 1) differing.push(name);
  }
  return differing;
}

function wordsOf(page: string): string {
  const shown = page.replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]*>/g, ' ');
  return shown.replace(/\s+/g, ' ');
}
