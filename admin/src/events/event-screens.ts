// The screens of one meeting, each in the phase in which people need it first. Overview and participants belong to all.

import type { Permission } from '@pr8werk/shared/accounts.ts';
import { type Phase, phases } from './phase.ts';

const meeting = '/$programme/bijeenkomsten/$event';

export const screensOfPhase = {
  prepare: [
    { to: `${meeting}/gegevens`, label: 'events.details' },
    { to: `${meeting}/formulier`, label: 'events.form' },
    { to: `${meeting}/plaatsen`, label: 'events.places-tab' },
    { to: `${meeting}/draaiboek`, label: 'shell.runbook' },
  ],
  invite: [
    { to: `${meeting}/uitnodigen`, label: 'events.invitations-tab', permission: 'invitations:read' },
    { to: `${meeting}/op-je-site`, label: 'events.on-your-site' },
  ],
  day: [
    { to: `${meeting}/deur`, label: 'door.tab', permission: 'registrations:write' },
    { to: `${meeting}/drukwerk`, label: 'prints.tab', permission: 'registrations:read' },
  ],
  yield: [],
  'follow-up': [],
} as const satisfies Record<Phase, readonly { to: string; label: string; permission?: Permission }[]>;

export type EventScreen = (typeof screensOfPhase)[Phase][number];

/** What one may open in a phase; a phase without a screen is a word, and no way to go. */
export function screensFor(phase: Phase, may: (permission: Permission) => boolean): EventScreen[] {
  const screens: readonly EventScreen[] = screensOfPhase[phase];
  return screens.filter((it) => !('permission' in it) || may(it.permission));
}

/** The phase of the screen one is on: of one that belongs to all, that in which the meeting is. */
export function phaseShown(path: string, current: Phase | null): Phase {
  const isOn = (it: EventScreen) => path.split('/')[4] === it.to.split('/').at(-1);
  const ofScreen = phases.find((phase) => (screensOfPhase[phase] as readonly EventScreen[]).some(isOn));
  return ofScreen ?? (current && screensOfPhase[current].length > 0 ? current : 'prepare');
}
