import { requestsPerSecond, warmUp } from '../load';
import { median, type Part } from '../result';
import { sized } from '../size';

const LOAD = { connections: 20, seconds: sized(4) };
const ROUNDS = sized(5);
const TARGET = 0.7;

/** The one page that the build prerenders: nothing else is the same for everybody, whoever looks and in which theme. */
const BASELINE = '/icon.svg';
const PAGES = {
  'catalog list': '/catalogs',
  'product page': '/products/pet-store',
  'reference page': '',
};

/** Public pages, as a stranger asks for them, beside a static file of the same server; requests per second. */
export const pagesPublic: Part = async ({ url }, say) => {
  const pages = { ...PAGES, 'reference page': await anOperation(url) };
  const addresses = [BASELINE, ...Object.values(pages)];
  for (const address of addresses) await warmUp({ url: url + address });
  const rates = new Map<string, number[]>(addresses.map((address) => [address, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`  round ${round} of ${ROUNDS}`);
    for (const [address, measured] of rates) measured.push(await requestsPerSecond({ url: url + address }, LOAD));
  }
  const baseline = median(rates.get(BASELINE) ?? []);
  return Object.entries(pages).map(([name, address]) => {
    const rate = median(rates.get(address) ?? []);
    const ratio = rate / baseline;
    return {
      what: `${name}, ${LOAD.connections} connections`,
      measured: `${rate.toFixed(0)} requests/s`,
      baseline: `${baseline.toFixed(0)} requests/s, static`,
      ratio,
      target: `≥ ${TARGET}`,
      isMet: ratio >= TARGET,
    };
  });
};

/** The first operation that the first product's reference links to, whatever the demo's documents are. */
async function anOperation(url: string): Promise<string> {
  const page = await (await fetch(`${url}/products/code-hosting`)).text();
  const api = /href="(\/products\/code-hosting\/docs\/[^"/#?]+)"/.exec(page)?.[1];
  const list = api ? await (await fetch(`${url}${api}?q=issue`)).text() : '';
  const operation = /href="(\/products\/code-hosting\/docs\/[^"/#?]+\/[^"/#?]+)"/.exec(list)?.[1];
  if (!operation) throw new Error('the demo has no reference to measure');
  return operation;
}
