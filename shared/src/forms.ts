// The form of a meeting: the questions an organiser adds to those everyone is asked. One definition is what the public page
// and the embed show, what the api checks, and what the console shows beside the answers.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, named, nullable, oneOf, Slug } from './primitives.ts';

export const questionKinds = ['line', 'text', 'choice', 'choices', 'number', 'date', 'consent'] as const;
export const QuestionKind = oneOf(questionKinds);
export type QuestionKind = Type.Static<typeof QuestionKind>;

export const askMoments = ['signup', 'after', 'door'] as const;
export const AskMoment = oneOf(askMoments, {
  description: '`signup`: in the form; `after`: on the page of the participant; `door`: when the person comes in',
});
export type AskMoment = Type.Static<typeof AskMoment>;

export const questionLimit = 40;
export const optionLimit = 30;
export const questionIdPattern = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';

/** Both languages; Dutch is shown where English is null. */
function words(maxLength: number) {
  return Type.Object(
    { nl: Type.String({ maxLength }), en: nullable(Type.String({ maxLength })) },
    { additionalProperties: false },
  );
}

const QuestionOption = Type.Object(
  {
    value: Type.String({
      pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$',
      maxLength: 40,
      description: 'Stays when the label changes',
    }),
    label: words(120),
    limit: nullable(Type.Integer({ minimum: 0, maximum: 100_000 }), {
      description: 'For so many people; a quota of kind `option`',
    }),
  },
  { additionalProperties: false },
);
export type QuestionOption = Type.Static<typeof QuestionOption>;

export const Question = named(
  'Question',
  Type.Object(
    {
      id: Type.String({ pattern: questionIdPattern, maxLength: 40, description: 'Stays when the label changes' }),
      kind: QuestionKind,
      label: words(200),
      help: nullable(words(500)),
      isRequired: Type.Boolean(),
      ask: AskMoment,
      options: Type.Array(QuestionOption, { maxItems: optionLimit, description: 'Of `choice` and `choices`' }),
      showIf: nullable(
        Type.Object(
          {
            question: Type.String({ maxLength: 40, description: 'A choice or consent asked before, or `role`' }),
            equals: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: optionLimit }),
          },
          { additionalProperties: false },
        ),
        { description: 'Asked only of who gave one of these answers' },
      ),
      isSpecial: Type.Boolean({
        description:
          'Diet or access: asks a consent of its own, is never shown at a table, and goes the day after the meeting',
      }),
      mayShow: Type.Boolean({ description: 'Asks beside the answer whether it may be shown at the table' }),
      meaning: nullable(oneOf(['party', 'municipality']), {
        description:
          'The answer says of which party or municipality (CBS code) somebody is, for limits on those groups',
      }),
    },
    { additionalProperties: false },
  ),
);
export type Question = Type.Static<typeof Question>;

const text = Type.String({ maxLength: 5000 });
export const AnswerValue = Type.Unsafe<string | number | boolean | string[]>({
  anyOf: [text, Type.Number(), Type.Boolean(), Type.Array(Type.String({ maxLength: 40 }), { maxItems: optionLimit })],
});
export type AnswerValue = Type.Static<typeof AnswerValue>;

/** What is sent with a form, by the id of the question. */
export const answerMembers = {
  answers: Type.Optional(
    Type.Unsafe<Record<string, AnswerValue>>({
      type: 'object',
      additionalProperties: AnswerValue,
      maxProperties: questionLimit * 2,
      description: 'Answers by the id of the question: text, a number, true, or a list for `choices`',
    }),
  ),
  shown: Type.Optional(ticks('Which of these answers may be shown at the table')),
  agreed: Type.Optional(ticks('Explicit consent to keep an answer about diet or access, each for itself')),
  formVersion: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Of the form that was filled in; absent: the one of now',
    }),
  ),
};
function ticks(description: string) {
  return Type.Unsafe<Record<string, boolean>>({
    type: 'object',
    additionalProperties: { type: 'boolean' },
    maxProperties: questionLimit * 2,
    description,
  });
}
export interface GivenAnswers {
  answers?: Record<string, AnswerValue> | undefined;
  shown?: Record<string, boolean> | undefined;
  agreed?: Record<string, boolean> | undefined;
}

export const EventFormView = named(
  'EventForm',
  Type.Object({
    questions: Type.Array(Question),
    formVersion: nullable(Type.Integer(), { description: 'null: never made' }),
    changedAt: nullable(Instant),
    changedBy: nullable(Type.String()),
    answered: Type.Array(
      Type.Object({
        question: Type.String(),
        people: Type.Integer(),
        options: Type.Array(Type.Object({ value: Type.String(), people: Type.Integer() })),
      }),
      { description: 'How many gave an answer, and which; of who did not cancel' },
    ),
    version: Type.Integer({ description: 'Of the meeting' }),
  }),
);
export type EventFormView = Type.Static<typeof EventFormView>;

const params = Type.Object({ programme: Slug, event: Id });

export const showEventForm = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/form',
  config: { access: staff('events:read'), versioned: true },
  schema: {
    operationId: 'showEventForm',
    summary: 'The questions of a meeting',
    tags: ['events'],
    params,
    response: { 200: EventFormView },
  },
});

export const changeEventForm = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/events/:event/form',
  config: { access: staff('events:write'), versioned: true, problems: ['event-state', 'quota-below-taken'] },
  schema: {
    operationId: 'changeEventForm',
    summary: 'Change the questions of a meeting',
    description:
      'The whole list, as a new version of the form. Answers stay with the words they were given to, also to a question that is gone. ' +
      'A limit on an option cannot be lower than the places that are taken in it.',
    tags: ['events'],
    params,
    body: Type.Object(
      { questions: Type.Array(Question, { maxItems: questionLimit }) },
      { additionalProperties: false },
    ),
    response: { 200: EventFormView },
  },
});

// ---- answers that were given ----

const registrationParams = Type.Object({ programme: Slug, event: Id, registration: Id });

export const GivenAnswer = named(
  'Answer',
  Type.Object({
    question: Question,
    isGone: Type.Boolean({ description: 'The form of now does not ask this any more, or not like this' }),
    value: AnswerValue,
    mayShow: Type.Boolean({ description: 'May be shown at the table' }),
    formVersion: Type.Integer(),
    answeredAt: Instant,
  }),
);
export type GivenAnswer = Type.Static<typeof GivenAnswer>;

export const AnswersView = named(
  'Answers',
  Type.Object({
    items: Type.Array(GivenAnswer, { description: 'Each with the question as it was then' }),
    asked: Type.Array(Question, { description: 'What the form asks now' }),
  }),
);
export type AnswersView = Type.Static<typeof AnswersView>;

export const showAnswers = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registrations/:registration/answers',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'showAnswers',
    summary: 'What a participant answered',
    description: 'Diet and access only for who holds `registrations:write`.',
    tags: ['registrations'],
    params: registrationParams,
    response: { 200: AnswersView },
  },
});

export const listContactAnswers = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contacts/:contact/answers',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'listContactAnswers',
    summary: 'What one person answered over the years, by registration',
    description: 'Only registrations with answers. Diet and access only for who holds `registrations:write`.',
    tags: ['contacts'],
    params: Type.Object({ programme: Slug, contact: Id }),
    response: {
      200: Type.Object({
        items: Type.Array(Type.Object({ registration: Id, event: Id, answers: Type.Array(GivenAnswer) })),
      }),
    },
  },
});

export const changeAnswers = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/events/:event/registrations/:registration/answers',
  config: { access: staff('registrations:write'), problems: ['registration-state', 'choice-full'] },
  schema: {
    operationId: 'changeAnswers',
    summary: 'Write down answers for a participant',
    description:
      'The questions that are named get these answers; `""`, `false` and an empty list take one away. Nothing is required here.',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(
      {
        answers: Type.Unsafe<Record<string, AnswerValue>>(answerMembers.answers),
        shown: answerMembers.shown,
        agreed: answerMembers.agreed,
      },
      { additionalProperties: false },
    ),
    response: { 200: AnswersView },
  },
});

export const CateringView = named(
  'Catering',
  Type.Object({
    people: Type.Integer({ description: 'Who have a place' }),
    isGone: Type.Boolean({ description: 'The meeting was before today: the answers are erased' }),
    items: Type.Array(
      Type.Object({
        question: Type.String(),
        label: words(200),
        people: Type.Integer({ description: 'Who answered' }),
        lines: Type.Array(Type.Object({ label: words(5000), people: Type.Integer() }), {
          description: 'Each option or text with how many gave it; no names',
        }),
      }),
    ),
  }),
);
export type CateringView = Type.Static<typeof CateringView>;

export const showCatering = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/catering',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'showCatering',
    summary: 'Diet and access as counts, without names',
    tags: ['registrations'],
    params,
    response: { 200: CateringView },
  },
});
