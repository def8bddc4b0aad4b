/** Nobody finds anything there without logging in, and searches are endless. */
const PRIVATE_PLACES = [
  ...['/admin', '/auth/', '/api/', '/apps', '/cart', '/keys/', '/notifications', '/organization', '/profile'],
  ...['/requests', '/search', '/usage'],
];

/** What robots.txt says where the provider says nothing: everything that anybody may see may be found. */
export function defaultRobots(portalUrl: string): string {
  const rules = PRIVATE_PLACES.map((place) => `Disallow: ${place}`);
  return ['User-agent: *', 'Allow: /', ...rules, '', `Sitemap: ${portalUrl}/sitemap.xml`].join('\n');
}
