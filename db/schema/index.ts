export * from './access-requests';
export * from './around';
export * from './credentials';
export * from './gateways';
export * from './invitations';
export * from './organizations';
export * from './products';
export * from './users';
