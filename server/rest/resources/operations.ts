import type { Operation } from '../operation';
import { apps } from './apps';
import { catalogs } from './catalogs';
import { credentials } from './credentials';
import { developers } from './developers';
import { gateways } from './gateways';
import { introspect } from './introspect';
import { organizations } from './organizations';
import { plans } from './plans';
import { products } from './products';
import { requests } from './requests';
import { teams } from './teams';

/** Everything that the API can do: the door, the document and the tests are made from this list. */
export const operations: readonly Operation[] = [
  ...requests,
  ...credentials,
  ...introspect,
  ...apps,
  ...developers,
  ...organizations,
  ...teams,
  ...products,
  ...plans,
  ...catalogs,
  ...gateways,
];
