// `node portal.mjs <command>` in a release: the operator's tool.
process.env.NODE_ENV ??= 'production';
await import('./programs/portal.js');
