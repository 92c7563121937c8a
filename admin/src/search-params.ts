// The search part of each address that has one. What is not understood is left out: an old or mistyped link still works.

import { type Duty, duties } from '@pr8werk/shared/accounts.ts';
import { type ActivityTopic, activityTopics } from '@pr8werk/shared/activity.ts';
import type { EventStatus, Preset } from '@pr8werk/shared/events.ts';
import type { InvitationStep } from '@pr8werk/shared/invitations.ts';
import type { ExclusionReason, MailingKind, RecipientView } from '@pr8werk/shared/mailings.ts';
import type { ExportColumn } from '@pr8werk/shared/participants.ts';
import type { Emphasis, Language, Party } from '@pr8werk/shared/primitives.ts';
import type { RegistrationRole, RegistrationSort, RegistrationTab } from '@pr8werk/shared/registrations.ts';

type Given = Record<string, unknown>;

function pick<const V extends readonly string[]>(given: unknown, allowed: V): V[number] | undefined {
  return allowed.find((it) => it === given);
}

function words(given: unknown): string | undefined {
  return typeof given === 'string' && given.trim() !== '' ? given.trim().slice(0, 100) : undefined;
}

function sourceWord(given: unknown): string | undefined {
  return typeof given === 'string' && /^(-|[a-z0-9]+(-[a-z0-9]+)*)$/.test(given) ? given.slice(0, 80) : undefined;
}

function slugWord(given: unknown): string | undefined {
  return typeof given === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(given) ? given.slice(0, 80) : undefined;
}

function day(given: unknown): string | undefined {
  return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;
}

/** Without the members that are undefined, so that links to the same list have the same address. */
function defined<O extends object>(search: O): O {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as O;
}

export const parties = ['entrepreneurs', 'government', 'organisations'] as const satisfies readonly Party[];
export const emphases = ['awareness', 'encounter', 'collaboration'] as const satisfies readonly Emphasis[];
export const eventStatuses = [
  'draft',
  'published',
  'held',
  'cancelled',
  'unknown',
] as const satisfies readonly EventStatus[];
export const registrationRoles = [
  'professional',
  'commissioner',
  'guest',
  'host',
  'speaker',
  'crew',
] as const satisfies readonly RegistrationRole[];
export const registrationTabs = [
  'all',
  'confirmed',
  'waiting',
  'offered',
  'requested',
  'unverified',
  'attended',
  'not-attended',
  'declined',
  'cancelled',
] as const satisfies readonly RegistrationTab[];
export const registrationSorts = [
  'name',
  '-name',
  'organisation',
  '-organisation',
  'createdAt',
  '-createdAt',
  'place',
  '-place',
] as const satisfies readonly RegistrationSort[];
export const attendances = ['yes', 'no', 'unknown'] as const;
export const languages = ['nl', 'en'] as const satisfies readonly Language[];
export const mailStates = ['queued', 'sent', 'failed'] as const;
const presets = [
  'breakfast-swarm',
  'bring-a-professional',
  'statements',
  'partnership',
  'members-saturday',
] as const satisfies readonly Preset[];

export function readNext(given: Given): { next?: string | undefined } {
  return defined({ next: typeof given.next === 'string' ? given.next : undefined });
}

export interface EventFilters {
  status?: EventStatus | undefined;
  party?: Party | undefined;
  search?: string | undefined;
}
export function eventFilters(given: Given): EventFilters {
  return defined({
    status: pick(given.status, eventStatuses),
    party: pick(given.party, parties),
    search: words(given.search),
  });
}

export interface NewEventChoice {
  copyOf?: string | undefined;
  preset?: Preset | undefined;
}
export function newEventChoice(given: Given): NewEventChoice {
  return defined({ copyOf: words(given.copyOf), preset: pick(given.preset, presets) });
}

/** Which mail is reworded; the screen knows which there are. */
export function wordingChoice(given: Given): { tekst?: string; taal?: Language } {
  return defined({ tekst: words(given.tekst), taal: pick(given.taal, ['nl', 'en'] as const) });
}

/** In the order in which they stand. */
export const participantColumns = [
  'name',
  'organisation',
  'email',
  'role',
  'source',
  'network',
  'site',
  'language',
  'note',
  'createdAt',
  'cancelledAt',
  'attended',
  'place',
  'status',
] as const satisfies readonly ExportColumn[];

/** Known columns only, each once; the name is always there. */
function columnWords(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const asked = given.split(',');
  const known = participantColumns.filter((it) => it === 'name' || asked.includes(it));
  return known.length > 1 || given === 'name' ? known.join(',') : undefined;
}

/** What the usual list shows. */
export const usualColumns = [
  'name',
  'organisation',
  'email',
  'role',
  'createdAt',
  'status',
] as const satisfies readonly ExportColumn[];
export function shownColumns(filters: ParticipantFilters): ExportColumn[] {
  const asked: string[] = filters.columns?.split(',') ?? [...usualColumns];
  return participantColumns.filter((it) => asked.includes(it));
}

export interface ParticipantFilters {
  tab?: RegistrationTab | undefined;
  role?: RegistrationRole | undefined;
  /** Through which site or network; `-` is through none. */
  source?: string | undefined;
  network?: string | undefined;
  language?: Language | undefined;
  attended?: (typeof attendances)[number] | undefined;
  search?: string | undefined;
  sort?: RegistrationSort | undefined;
  /** Which columns show, with commas between; none: the usual ones. */
  columns?: string | undefined;
  /** The registration whose details are open. */
  person?: string | undefined;
}
export function participantFilters(given: Given): ParticipantFilters {
  return defined({
    tab: pick(given.tab, registrationTabs),
    role: pick(given.role, registrationRoles),
    source: sourceWord(given.source),
    network: sourceWord(given.network),
    language: pick(given.language, languages),
    attended: pick(given.attended, attendances),
    search: words(given.search),
    sort: pick(given.sort, registrationSorts),
    columns: columnWords(given.columns),
    person: words(given.person),
  });
}

export interface PeopleFilters {
  search?: string | undefined;
  role?: RegistrationRole | undefined;
  network?: string | undefined;
  attended?: 'yes' | 'no' | undefined;
  municipality?: string | undefined;
  discipline?: string | undefined;
  mayBeMailed?: 'yes' | 'no' | undefined;
  undeliverable?: 'yes' | undefined;
}
export function peopleFilters(given: Given): PeopleFilters {
  return defined({
    search: words(given.search),
    role: pick(given.role, registrationRoles),
    network: slugWord(given.network),
    attended: pick(given.attended, ['yes', 'no']),
    municipality: words(given.municipality),
    discipline: words(given.discipline),
    mayBeMailed: pick(given.mayBeMailed, ['yes', 'no']),
    undeliverable: pick(given.undeliverable, ['yes']),
  });
}

export const mailingKinds = ['invitation', 'reminder', 'message'] as const satisfies readonly MailingKind[];
/** What is written, and of which earlier mailing it begins. */
export function mailingChoice(given: Given): { soort?: MailingKind; naar?: string } {
  return defined({ soort: pick(given.soort, mailingKinds), naar: words(given.naar) });
}

export const recipientStates = [
  'to-send',
  'sent',
  'bounced',
  'failed',
  'excluded',
] as const satisfies readonly RecipientView['state'][];
export const exclusionReasons = [
  'signed-up',
  'invited',
  'answered',
  'no-address',
  'withdrawn',
  'no-ground',
  'undeliverable',
  'unverified',
  'same-address',
  'gone',
] as const satisfies readonly ExclusionReason[];
export interface RecipientFilters {
  state?: RecipientView['state'] | undefined;
  reason?: ExclusionReason | undefined;
}
export function recipientFilters(given: Given): RecipientFilters {
  return defined({ state: pick(given.state, recipientStates), reason: pick(given.reason, exclusionReasons) });
}

export const invitationSteps = [
  'invited',
  'responded',
  'registered',
  'attended',
  'unanswered',
  'not-coming',
] as const satisfies readonly InvitationStep[];
export interface InvitationFilters {
  step?: InvitationStep | undefined;
  source?: string | undefined;
  network?: string | undefined;
  municipality?: string | undefined;
  search?: string | undefined;
}
export function invitationFilters(given: Given): InvitationFilters {
  return defined({
    step: pick(given.step, invitationSteps),
    source: words(given.source),
    network: sourceWord(given.network),
    municipality: words(given.municipality),
    search: words(given.search),
  });
}

/** Which rows of a list one looks at: before it is carried out by what was found, after it by what became of them. */
export const importRowsShown = [
  'all',
  'faulty',
  'double',
  'remarked',
  'known',
  'new',
  'created',
  'updated',
  'unchanged',
  'refused',
  'skipped',
] as const;
export type ImportRowsShown = (typeof importRowsShown)[number];
export function importRowChoice(given: Given): { rijen?: ImportRowsShown } {
  return defined({ rijen: pick(given.rijen, importRowsShown) });
}

export const organisationKinds = ['municipality', 'province', 'company', 'care', 'education', 'other'] as const;
export interface OrganisationFilters {
  search?: string | undefined;
  party?: Party | undefined;
  kind?: (typeof organisationKinds)[number] | undefined;
  /** Networks of professionals instead of organisations. */
  view?: 'networks' | undefined;
}
export function organisationFilters(given: Given): OrganisationFilters {
  return defined({
    search: words(given.search),
    party: pick(given.party, parties),
    kind: pick(given.kind, organisationKinds),
    view: pick(given.view, ['networks']),
  });
}

export interface MailFilters {
  state?: (typeof mailStates)[number] | undefined;
  event?: string | undefined;
  registration?: string | undefined;
  contact?: string | undefined;
}
export function mailFilters(given: Given): MailFilters {
  return defined({
    state: pick(given.state, mailStates),
    event: words(given.event),
    registration: words(given.registration),
    contact: words(given.contact),
  });
}

export interface LogFilters {
  event?: string | undefined;
  about?: ActivityTopic | undefined;
  by?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

export function logFilters(given: Given): LogFilters {
  return defined({
    event: words(given.event),
    about: pick(given.about, activityTopics),
    by: words(given.by),
    from: day(given.from),
    until: day(given.until),
  });
}

export interface TaskFilters {
  rol?: Duty | undefined;
}
export function taskFilters(given: Given): TaskFilters {
  return defined({ rol: pick(given.rol, duties) });
}
