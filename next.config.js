/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run dev` and the production build may run side by side in one checkout.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // `npm run release`: the server with the files that it needs, and no more.
  ...(process.env.PORTAL_RELEASE ? { output: 'standalone', outputFileTracingRoot: import.meta.dirname } : {}),
  // Native or worker-spawning packages that must not be bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    'graphile-worker',
    'pg',
    'pino',
    'nodemailer',
    'prom-client',
    // Loaded only where somebody takes traces, and one for the portal's code and Next's own.
    '@opentelemetry/api',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/core',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/exporter-trace-otlp-proto',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
  ],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'x-frame-options', value: 'DENY' },
        // Reset and confirmation links carry tokens: no other site may learn an address. Not `no-referrer`: with that a
        // browser sends `Origin: null` with a form, and without JavaScript every server action would be refused.
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
      ],
    },
  ],
  // `npm test` checks the types; checking them again would double the time of a first start.
  typescript: { ignoreBuildErrors: true },
  // The head of a page holds its title and card for everybody: a kept page (server/public-pages.ts) is given to a machine
  // that reads nothing but the head, whoever it was made for.
  htmlLimitedBots: /.*/,
  // Nobody needs images resized on the fly, and the optimiser is a way in.
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: '1mb' },
    // A release is built once where nothing is built again: half a minute to write 250 MB that nobody reads.
    turbopackFileSystemCacheForBuild: !process.env.PORTAL_RELEASE,
  },
};

export default nextConfig;
