// The runbook (draaiboek) of a meeting: who does what, and when.

import * as Type from 'typebox';
import { type Duty, duties } from './accounts.ts';
import { endpoint, staff } from './endpoint.ts';
import {
  Bilingual,
  Id,
  Instant,
  Language,
  LocalDate,
  line,
  named,
  nullable,
  oneOf,
  page,
  programmeParams,
  Slug,
} from './primitives.ts';

export const taskKinds = ['task', 'mail', 'print'] as const;
export const TaskKind = oneOf(taskKinds);
export type TaskKind = Type.Static<typeof TaskKind>;

/** The screen of the meeting on which something is done. */
export const taskPlaces = [
  'gegevens',
  'formulier',
  'plaatsen',
  'uitnodigen',
  'deelnemers',
  'op-je-site',
  'deur',
  'drukwerk',
] as const;
export type TaskPlace = (typeof taskPlaces)[number];

/** What shows by itself that a task is done. */
export const taskSettlers = ['published', 'invited', 'reminded', 'attendance', 'held'] as const;
export type TaskSettler = (typeof taskSettlers)[number];

const DutyName = oneOf(duties);

export const TaskView = named(
  'Task',
  Type.Object({
    id: Id,
    event: Type.Object({ id: Id, title: Bilingual }),
    title: Type.String(),
    kind: TaskKind,
    duty: DutyName,
    offset: nullable(Type.Integer(), {
      description: 'Days from the meeting, with which it moves along; null: on a day that somebody chose',
    }),
    dueOn: nullable(LocalDate, {
      description:
        'null: the meeting has no date. What is due before the meeting in a weekend or on a holiday is due the workday before; what is due after it, the workday after',
    }),
    place: nullable(oneOf(taskPlaces)),
    assignee: nullable(Type.Object({ id: Id, name: Type.String() })),
    isDone: Type.Boolean(),
    isSettled: Type.Boolean({ description: 'Done by itself: it shows elsewhere' }),
    isLate: Type.Boolean(),
    doneAt: nullable(Instant),
    doneBy: nullable(Type.String()),
  }),
);
export type TaskView = Type.Static<typeof TaskView>;

const eventParams = Type.Object({ programme: Slug, event: Id });
const taskParams = Type.Object({ programme: Slug, event: Id, task: Id });

export const showRunbook = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/tasks',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'showRunbook',
    summary: 'The runbook of a meeting, by day',
    tags: ['runbook'],
    params: eventParams,
    response: { 200: page(TaskView) },
  },
});

export const startRunbook = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/runbook',
  config: { access: staff('events:write'), problems: ['conflict'] },
  schema: {
    operationId: 'startRunbook',
    summary: 'Make a runbook: from what fits the form of the meeting, or as that of another',
    description: 'Only where there is none yet. Days that were chosen by hand become days from the meeting.',
    tags: ['runbook'],
    params: eventParams,
    body: Type.Object(
      {
        copyOf: nullable(Id, { description: 'Of the meeting whose runbook is copied; null: ours' }),
        language: Type.Optional(Language),
      },
      { additionalProperties: false },
    ),
    response: { 201: page(TaskView) },
  },
});

const Offset = Type.Integer({ minimum: -365, maximum: 365 });
const fields = {
  title: line(200),
  kind: TaskKind,
  duty: DutyName,
  offset: nullable(Offset, { description: 'Either this or `fixedOn`' }),
  fixedOn: nullable(LocalDate),
  assignee: nullable(Id, { description: 'Of the team' }),
};

export const addTask = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/tasks',
  config: { access: staff('events:write'), idempotencyKey: 'optional' },
  schema: {
    operationId: 'addTask',
    summary: 'Add a task to the runbook',
    tags: ['runbook'],
    params: eventParams,
    body: Type.Object(
      {
        title: fields.title,
        kind: Type.Optional(TaskKind),
        duty: fields.duty,
        offset: Type.Optional(fields.offset),
        fixedOn: Type.Optional(fields.fixedOn),
        assignee: Type.Optional(fields.assignee),
      },
      { additionalProperties: false },
    ),
    response: { 201: TaskView },
  },
});

export const changeTask = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/events/:event/tasks/:task',
  config: { access: staff('events:write') },
  schema: {
    operationId: 'changeTask',
    summary: 'Tick a task, move it, or give it to someone',
    description: 'What was said last holds; tasks carry no version.',
    tags: ['runbook'],
    params: taskParams,
    body: Type.Object(
      {
        title: Type.Optional(fields.title),
        kind: Type.Optional(TaskKind),
        duty: Type.Optional(fields.duty),
        offset: Type.Optional(fields.offset),
        fixedOn: Type.Optional(fields.fixedOn),
        assignee: Type.Optional(fields.assignee),
        isDone: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    response: { 200: TaskView },
  },
});

export const removeTask = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/events/:event/tasks/:task',
  config: { access: staff('events:write') },
  schema: {
    operationId: 'removeTask',
    summary: 'Take a task out of the runbook',
    tags: ['runbook'],
    params: taskParams,
    response: { 204: Type.Null() },
  },
});

export const listTasks = endpoint({
  method: 'GET',
  url: '/programmes/:programme/tasks',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'listTasks',
    summary: 'What is open over all meetings, by day',
    description: 'What is late, and what is due within eight weeks. At most 500.',
    tags: ['runbook'],
    params: programmeParams,
    querystring: Type.Object({ duty: Type.Optional(DutyName) }, { additionalProperties: false }),
    response: { 200: page(TaskView) },
  },
});

/** How far the list over all meetings looks ahead. */
export const aheadDays = 56;

interface PresetTask {
  offset: number;
  duty: Duty;
  kind?: TaskKind;
  place?: TaskPlace;
  settledBy?: TaskSettler;
  /** Only where people come together in a room. */
  isOnSite?: true;
  nl: string;
  en: string;
}

/** What a meeting of ours asks for, from the first question to what came of it. */
export const presetTasks: readonly PresetTask[] = [
  {
    offset: -70,
    duty: 'input',
    nl: 'Vraag opdrachtgevers wat er speelt en welke vragen eraan komen',
    en: 'Ask clients what is going on and which questions are coming',
  },
  { offset: -56, duty: 'input', nl: 'Kies de thema’s uit de vragen', en: 'Choose the themes from the questions' },
  {
    offset: -49,
    duty: 'process',
    place: 'gegevens',
    nl: 'Leg datum, tijd en plek vast',
    en: 'Settle date, time and place',
  },
  {
    offset: -42,
    duty: 'throughput',
    place: 'gegevens',
    nl: 'Stel het programma vast en vraag sprekers',
    en: 'Settle the programme and ask speakers',
  },
  { offset: -42, duty: 'process', place: 'formulier', nl: 'Maak het aanmeldformulier', en: 'Make the signup form' },
  {
    offset: -35,
    duty: 'process',
    place: 'gegevens',
    settledBy: 'published',
    nl: 'Publiceer de bijeenkomst',
    en: 'Publish the event',
  },
  {
    offset: -30,
    duty: 'output',
    place: 'op-je-site',
    nl: 'Vraag netwerken het formulier te plaatsen',
    en: 'Ask networks to place the form',
  },
  {
    offset: -28,
    duty: 'process',
    kind: 'mail',
    place: 'uitnodigen',
    settledBy: 'invited',
    nl: 'Nodig opdrachtgevers en netwerken uit',
    en: 'Invite clients and networks',
  },
  {
    offset: -14,
    duty: 'process',
    kind: 'mail',
    place: 'uitnodigen',
    settledBy: 'reminded',
    nl: 'Herinner wie nog niet heeft gereageerd',
    en: 'Remind who has not responded yet',
  },
  {
    offset: -10,
    duty: 'throughput',
    place: 'deelnemers',
    nl: 'Vraag tafelbegeleiders en vertel ze wat we van ze vragen',
    en: 'Ask table hosts and tell them what we ask of them',
  },
  {
    offset: -3,
    duty: 'process',
    kind: 'mail',
    place: 'formulier',
    isOnSite: true,
    nl: 'Geef aantallen en dieetwensen door aan de cateraar',
    en: 'Pass numbers and diets on to the caterer',
  },
  {
    offset: -2,
    duty: 'process',
    kind: 'print',
    place: 'drukwerk',
    isOnSite: true,
    nl: 'Druk badges, deurlijst en tekenlijst af',
    en: 'Print badges, the door list and the sheet to sign',
  },
  {
    offset: -1,
    duty: 'throughput',
    place: 'deur',
    isOnSite: true,
    nl: 'Maak links voor wie aan de deur helpt',
    en: 'Make links for who helps at the door',
  },
  {
    offset: 0,
    duty: 'throughput',
    place: 'deelnemers',
    settledBy: 'attendance',
    nl: 'Vink af wie er is',
    en: 'Tick off who is there',
  },
  {
    offset: 0,
    duty: 'throughput',
    nl: 'Verzamel de bevindingen van elke tafel',
    en: 'Collect the findings of every table',
  },
  {
    offset: 1,
    duty: 'process',
    place: 'gegevens',
    settledBy: 'held',
    nl: 'Meld dat de bijeenkomst is gehouden',
    en: 'Say that the event was held',
  },
  { offset: 3, duty: 'output', nl: 'Werk de bevindingen uit', en: 'Work out the findings' },
  { offset: 7, duty: 'output', kind: 'mail', nl: 'Stuur iedereen de terugkoppeling', en: 'Send everyone the feedback' },
  { offset: 14, duty: 'process', nl: 'Kijk met het team terug', en: 'Look back with the team' },
  { offset: 30, duty: 'output', nl: 'Kijk wat er van de afspraken is gekomen', en: 'See what came of what was agreed' },
];
