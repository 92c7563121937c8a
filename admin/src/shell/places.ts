// The screens one can go to, once: the sidebar, the command palette and the keys all read them here.

import type { Permission } from '@pr8werk/shared/accounts.ts';
import type { Membership } from '../accounts/membership.ts';
import type { MessageKey } from '../language.ts';
import type { IconName } from '../ui/icons.tsx';

export interface Place {
  to: `/$programme/${
    | 'vandaag'
    | 'programma'
    | 'bijeenkomsten'
    | 'draaiboek'
    | 'personen'
    | 'organisaties'
    | 'post'
    | 'logboek'
    | 'team'
    | 'koppelingen'
    | 'instellingen'
    | 'achtergrondwerk'}`;
  needs: Permission;
  icon: IconName;
  label: MessageKey;
  /** After `g`. */
  key: string;
  group: 'work' | 'manage';
}

export const places: readonly Place[] = [
  { to: '/$programme/vandaag', needs: 'events:read', icon: 'today', label: 'shell.today', key: 'v', group: 'work' },
  {
    to: '/$programme/programma',
    needs: 'programme:read',
    icon: 'programme',
    label: 'programmes.programme',
    key: 'p',
    group: 'work',
  },
  {
    to: '/$programme/bijeenkomsten',
    needs: 'events:read',
    icon: 'calendar',
    label: 'events.events',
    key: 'b',
    group: 'work',
  },
  {
    to: '/$programme/draaiboek',
    needs: 'events:read',
    icon: 'list',
    label: 'shell.runbook',
    key: 'd',
    group: 'work',
  },
  {
    to: '/$programme/personen',
    needs: 'contacts:read',
    icon: 'people',
    label: 'shell.people',
    key: 'm',
    group: 'work',
  },
  {
    to: '/$programme/organisaties',
    needs: 'organisations:read',
    icon: 'organisation',
    label: 'shell.organisations',
    key: 'o',
    group: 'work',
  },
  { to: '/$programme/post', needs: 'mails:read', icon: 'mail', label: 'mails.mails', key: 'u', group: 'manage' },
  {
    to: '/$programme/logboek',
    needs: 'activity:read',
    icon: 'activity',
    label: 'activity.log',
    key: 'l',
    group: 'manage',
  },
  { to: '/$programme/team', needs: 'team:read', icon: 'team', label: 'accounts.team', key: 't', group: 'manage' },
  {
    to: '/$programme/koppelingen',
    needs: 'programme:read',
    icon: 'link',
    label: 'shell.links',
    key: 'k',
    group: 'manage',
  },
  {
    to: '/$programme/instellingen',
    needs: 'programme:write',
    icon: 'settings',
    label: 'shell.settings',
    key: 'i',
    group: 'manage',
  },
  {
    to: '/$programme/achtergrondwerk',
    needs: 'jobs:read',
    icon: 'jobs',
    label: 'mails.jobs',
    key: 'a',
    group: 'manage',
  },
];

export function placesFor(membership: Pick<Membership, 'permissions'>): Place[] {
  return places.filter((it) => membership.permissions.includes(it.needs));
}
