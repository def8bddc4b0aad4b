/**
 * Where an API is called: the gateway's proxy address and the API's listen path, joined by one slash, none at the end.
 */
export function baseUrl(proxyUrl: string, listenPath: string): string {
  const path = listenPath.replace(/^\/+/, '').replace(/\/+$/, '');
  const proxy = proxyUrl.replace(/\/+$/, '');
  return path === '' ? proxy : `${proxy}/${path}`;
}
