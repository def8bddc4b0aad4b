import type { Operation } from '../operation';
import { apps } from './apps';
import { credentials } from './credentials';
import { developers } from './developers';
import { introspect } from './introspect';
import { organizations } from './organizations';
import { plans } from './plans';
import { products } from './products';
import { requests } from './requests';

/** Everything that the API can do: the door, the document and the tests are made from this list. */
export const operations: readonly Operation[] = [
  ...requests,
  ...credentials,
  ...introspect,
  ...apps,
  ...developers,
  ...organizations,
  ...products,
  ...plans,
];
