import { listAllCredentials } from '@/core/credentials/list-all-credentials';
import { idFilter } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';
import { credential, readCredential, status, toCredential } from './credential';

/** Credentials: our records of keys. No answer ever holds a key. */
export const credentials: readonly Operation[] = [
  list({
    path: '/credentials',
    tag: 'Credentials',
    operationId: 'listCredentials',
    summary: 'List credentials',
    about: 'The newest first. Never the keys themselves.',
    scope: 'credentials:read',
    filters: { status: status.optional(), appId: idFilter, organizationId: idFilter, requestId: idFilter },
    item: credential,
    read: listAllCredentials,
    toItem: toCredential,
  }),
  operation({
    method: 'get',
    path: '/credentials/{id}',
    tag: 'Credentials',
    operationId: 'getCredential',
    summary: 'Read a credential',
    scope: 'credentials:read',
    answer: credential,
    run: (ctx, { params }) => readCredential(ctx, params),
  }),
];
