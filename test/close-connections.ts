import { afterAll } from 'vitest';
import { closePools } from './harness';

afterAll(closePools);
