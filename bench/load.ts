import autocannon from 'autocannon';

/** One address of a load, with the cookie of whoever asks. */
export type Asked = { url: string; cookie?: string };

/** So many requests that everything is compiled and every cache that there is is filled. */
const WARM_UP = 30;

/** Asks for a page until it is warm. Throws when it answers anything but 200. */
export async function warmUp(asked: Asked): Promise<void> {
  for (let i = 0; i < WARM_UP; i += 1) await fetchPage(asked);
}

/** The page, as a browser would ask for it. Throws when it answers anything but 200: nothing is followed. */
export async function fetchPage({ url, cookie }: Asked): Promise<string> {
  const response = await fetch(url, { redirect: 'manual', ...(cookie !== undefined && { headers: { cookie } }) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  return text;
}

/** Requests a second under load. Throws when one was refused or failed. */
export async function requestsPerSecond(
  { url, cookie }: Asked,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(cookie !== undefined && { headers: { cookie } }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}
