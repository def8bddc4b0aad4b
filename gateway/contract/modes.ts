import type { HashAlgorithm } from '@/core/ports/gateway';
import type { DemoConfig } from '../demo/model';

/** Every form of key and hash that a gateway can be configured for, and the oldest version that anyone should meet. */
export const MODES: ReadonlyArray<{ mode: string; hash: HashAlgorithm; config: Partial<DemoConfig> }> = [
  { mode: 'hash_keys off', hash: 'none', config: { hashKeys: false, hashKeyFunction: '' } },
  { mode: 'hash_keys off, tokens', hash: 'none', config: { hashKeys: false, hashKeyFunction: 'murmur64' } },
  { mode: 'hash_keys on, function unset', hash: 'murmur32', config: { hashKeys: true, hashKeyFunction: '' } },
  { mode: 'murmur32 tokens', hash: 'murmur32', config: { hashKeys: true, hashKeyFunction: 'murmur32' } },
  { mode: 'murmur64 tokens', hash: 'murmur64', config: { hashKeys: true, hashKeyFunction: 'murmur64' } },
  { mode: 'murmur128 tokens', hash: 'murmur128', config: { hashKeys: true, hashKeyFunction: 'murmur128' } },
  { mode: 'sha256 tokens', hash: 'sha256', config: { hashKeys: true, hashKeyFunction: 'sha256' } },
  {
    mode: 'bare ids hidden',
    hash: 'sha256',
    config: { hashKeys: true, hashKeyFunction: 'sha256', disableKeyActionsByUsername: true },
  },
  { mode: '3.1.3, hash_keys off', hash: 'none', config: { version: 'v3.1.3', hashKeys: false, hashKeyFunction: '' } },
  { mode: '3.1.3, murmur128', hash: 'murmur128', config: { version: 'v3.1.3', hashKeyFunction: 'murmur128' } },
];
