/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run dev` and the production build may run side by side in one checkout.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Native or worker-spawning packages that must not be bundled.
  serverExternalPackages: ['@node-rs/argon2', 'graphile-worker', 'pg', 'pino', 'nodemailer', 'prom-client'],
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
};

export default nextConfig;
