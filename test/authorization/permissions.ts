import type { Permission } from '@/core/policy';
import type { Role } from './roles';

const everyAdmin: readonly Role[] = ['priya', 'alan', 'arun', 'audrey'];
const runners: readonly Role[] = ['priya', 'alan'];
const deciders: readonly Role[] = ['priya', 'alan', 'arun'];
const members: readonly Role[] = ['ada', 'tom'];
const activeDevelopers: readonly Role[] = ['ada', 'tom', 'eve', 'mallory', 'dora', 'dan'];
const runnersAndAda: readonly Role[] = ['ada', ...runners];

/** Who has each permission over an app that Ada shares with Acme, over Acme, and over Tom. */
export const permissionTable: Record<Permission, readonly Role[]> = {
  'profile.change': ['tom'],
  'session.end': ['tom', ...runners],
  'user.list': everyAdmin,
  'user.activate': deciders,
  'user.deactivate': runners,
  'user.create': runners,
  'user.change': runners,
  'user.move': runners,
  'user.delete': runners,
  'user.export': everyAdmin,
  'admin.create': ['priya'],
  'admin.list': everyAdmin,
  'admin.manage': ['priya'],
  'organization.request': ['dora', 'dan'],
  'organization.decide': deciders,
  'organization.change': runnersAndAda,
  'organization.list': everyAdmin,
  'organization.create': runners,
  'organization.suspend': runners,
  'organization.delete': runners,
  'organization.domains': runners,
  'organization.close': ['ada'],
  'organization.leave': members,
  'organization.join': ['dora', 'dan'],
  'team.manage': runnersAndAda,
  'member.list': [...members, ...everyAdmin],
  'member.invite': runnersAndAda,
  'member.manage': runnersAndAda,
  'joinRequest.decide': ['ada'],
  'inviteCode.list': everyAdmin,
  'inviteCode.manage': runners,
  'cart.change': activeDevelopers,
  'app.create': activeDevelopers,
  'app.change': members,
  'app.delete': members,
  'app.transfer': ['ada'],
  'app.list_all': everyAdmin,
  'accessRequest.submit': members,
  'accessRequest.cancel': members,
  'accessRequest.decide': deciders,
  'accessRequest.withdraw': deciders,
  'accessRequest.list_all': everyAdmin,
  'credential.claim': members,
  'credential.reveal': members,
  'credential.regenerate': members,
  'credential.revoke': [...members, ...runners],
  'credential.suspend': runnersAndAda,
  'credential.retry': [...members, ...runners],
  'offer.read_all': everyAdmin,
  'offer.change': runners,
  'gateway.change': runners,
  'settings.read': everyAdmin,
  'settings.change': runners,
  'audit.read': everyAdmin,
  'mail.read': everyAdmin,
  'mail.change': runners,
};
