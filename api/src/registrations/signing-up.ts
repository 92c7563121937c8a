// The way in: what somebody filled in becomes one item of a batch. The batch decides; this says what can be said before it.

import type { Wish } from '@pr8werk/shared/contacts.ts';
import { choicesIn, meaningIn, readAnswers } from '@pr8werk/shared/form-rules.ts';
import { type AskMoment, askMoments, type Question } from '@pr8werk/shared/forms.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { NewRegistration, RegistrationRole, SignupReceipt } from '@pr8werk/shared/registrations.ts';
import type { Actor } from '#api/activity/actions.ts';
import { askSubscription } from '#api/contacts/actions.ts';
import { type Context, newId } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import { formOfCrowd, formVersions } from '#api/forms/queries.ts';
import { fail, faultAt, type Problem, type ToldFault } from '#api/http/problems.ts';
import type { Batcher, CompanionItem, SignupItem, SignupOutcome } from '#api/registrations/batcher.ts';
import { companyLimit, validCode } from '#api/registrations/queries.ts';
import { noticeVersion, noticeVersions, verifyHours } from '#api/registrations/rules.ts';

export interface Signup {
  programmeId: string;
  eventId: string;
  name: string;
  email: string;
  role: RegistrationRole;
  organisation?: string | null;
  note?: string | null;
  language: Language;
  /** How the answer speaks Dutch. */
  addressForm?: 'je' | 'u';
  source?: string | null;
  site?: string | null;
  /** Of an access code, as the person typed it. */
  code?: string | null;
  companions?: NewRegistration['companions'];
  answers?: NewRegistration['answers'];
  shown?: NewRegistration['shown'];
  agreed?: NewRegistration['agreed'];
  /** Asked beside it: word of new meetings, and being asked later what came of it. */
  news?: boolean | undefined;
  followUp?: boolean | undefined;
  /** Of the form as the person saw it. */
  formVersion?: number | undefined;
  isTrusted: boolean;
  /** Of the notice as the person read it; absent: the one of now. */
  noticeVersion?: string;
  idempotencyKey: string | null;
  requestHash: Buffer | null;
  /** What else follows from it in this request. */
  whenDone?: (registrationId: string) => Promise<void>;
}

/** Signs someone up through the public form. What it answers is the same for a new and a known address. */
export async function signUp(ctx: Context, batcher: Batcher, given: Signup): Promise<SignupReceipt> {
  return (await submitted(ctx, batcher, given, { kind: 'public', id: null })).receipt;
}

/**
 * The same through a network's own form. What the network sent in is kept by receipt, so that it can ask how it stands
 * with whom it signed up, and with nobody else: of who was registered before it keeps hearing what it was told.
 */
export async function signUpThroughNetwork(
  ctx: Context,
  batcher: Batcher,
  given: Signup & { noticeVersion: string; networkId: string; keyId: string },
): Promise<SignupReceipt> {
  if (!noticeVersions.includes(given.noticeVersion)) {
    throw faultAt('/noticeVersion', 'unknown', {
      nl: `Deze versie van de verklaring bestaat niet; die van nu is ${noticeVersion}`,
      en: `There is no such version of the notice; the one of now is ${noticeVersion}`,
    });
  }
  const { programmeId, eventId, networkId, keyId } = given;
  const { receipt, registrationId } = await submitted(ctx, batcher, given, { kind: 'partner', id: keyId });
  // apart from the batch: who gets no answer sends the same again, and then it is kept
  await ctx.db.query(
    `INSERT INTO network_signups (programme_id, receipt, event_id, network_id, registration_id, is_new, told, confirm_by, received_at)
      SELECT $1, $2, $3, $4, $5, EXISTS (SELECT FROM activity AS a
          JOIN keys AS k ON k.programme_id = a.programme_id AND k.key_id = a.actor_id AND k.network_id = $4
          WHERE a.programme_id = $1 AND a.subject_id = $5 AND a.actor_kind = 'partner' AND a.name <> 'registration.repeated'), $6, $7, $8
      ON CONFLICT DO NOTHING`,
    [
      programmeId,
      receipt.receipt,
      eventId,
      networkId,
      registrationId,
      receipt.status,
      receipt.needsConfirmation ? confirmBy(ctx) : null,
      ctx.now(),
    ],
  );
  return receipt;
}

const confirmBy = (ctx: Context) => new Date(ctx.now().getTime() + verifyHours * 3600_000);

async function submitted(
  ctx: Context,
  batcher: Batcher,
  given: Signup,
  actor: { kind: 'public' | 'partner'; id: string | null },
): Promise<{ receipt: SignupReceipt; registrationId: string }> {
  const verifyBy = given.isTrusted ? null : confirmBy(ctx);
  const outcome = await batcher.submit({
    ...itemOf(given, actor, verifyBy),
    code_id: await codeOf(ctx, given),
    companions: await companyOf(ctx, given),
    ...(await answersOf(ctx, given, { moments: ['signup'], isStrict: true })),
  });
  if (outcome.outcome === 'code-needed' || outcome.outcome === 'choice-full') throw fail(outcome.outcome);
  if (outcome.outcome === 'closed') throw await closedOrAbsent(ctx, given, 'signup-closed');
  if (outcome.outcome === 'reused') throw fail('idempotency-key-reused');
  if (outcome.registration_id) await given.whenDone?.(outcome.registration_id);
  if (outcome.outcome !== 'replayed') await askWishes(ctx, given, outcome);
  const status = outcome.status as SignupReceipt['status'];
  const receipt = receiptOf(outcome.receipt!, status, outcome.needs_confirmation!, given);
  return { receipt, registrationId: outcome.registration_id! };
}

/**
 * What was asked beside the signup, in a transaction of its own: losing it loses no place, and nobody who did not ask waits
 * for it. A new signup that is to be confirmed by mail confirms this too; else it has a mail of its own.
 */
async function askWishes(ctx: Context, given: Signup, outcome: SignupOutcome): Promise<void> {
  const purposes: Wish[] = [
    ...(given.news ? (['news'] as const) : []),
    ...(given.followUp ? (['follow-up'] as const) : []),
  ];
  if (purposes.length === 0) return;
  const isConfirmedWith = outcome.outcome === 'created' && outcome.needs_confirmation;
  await askSubscription(ctx, {
    programmeId: given.programmeId,
    name: given.name,
    email: given.email,
    language: given.language,
    source: given.source ?? given.site ?? 'signup',
    textVersion: noticeVersion,
    purposes,
    registrationId: isConfirmedWith ? outcome.registration_id : null,
  });
}

/** What was answered, as the batch writes it; whatever is wrong with it is said at the question. */
async function answersOf(
  ctx: Context,
  given: Omit<Signup, 'isTrusted'>,
  how: { moments: readonly AskMoment[]; isStrict: boolean },
): Promise<Pick<SignupItem, 'answers' | 'choices' | 'party' | 'municipality'>> {
  const form = await formOfCrowd(ctx.db, given);
  const older = given.formVersion && form && given.formVersion < form.version ? given.formVersion : null;
  const seen = older === null ? undefined : (await formVersions(ctx.db, { ...given, versions: [older] })).get(older);
  const { read, faults } = readAnswers(form?.questions ?? [], given, { role: given.role, seen, ...how });
  if (faults.length > 0) throw fail('invalid-request', { errors: faults });
  if (read.length === 0) return {};
  const isAsSeen = (it: Question) => seen?.some((other) => other.id === it.id && other.kind === it.kind);
  return {
    answers: read.map(({ question, value, mayShow }) => ({
      question: question.id,
      form_version: older !== null && isAsSeen(question) ? older : form!.version,
      value,
      is_special: question.isSpecial,
      may_show: mayShow,
    })),
    choices: choicesIn(read),
    party: meaningIn(read, 'party'),
    municipality: meaningIn(read, 'municipality'),
  };
}

/** A code that is wrong or too old is said at the field; where none is asked for, none is needed. */
async function codeOf(ctx: Context, given: Signup): Promise<string | null> {
  const typed = given.code?.trim().toUpperCase();
  if (!typed) return null;
  const codeId = await validCode(ctx.db, { ...given, code: typed, now: ctx.now() });
  if (codeId) return codeId;
  const detail = { nl: 'Deze code klopt niet of is verlopen', en: 'This code is wrong or too old' };
  throw fail('invalid-request', { errors: [{ pointer: '/code', code: 'unknown', detail }] });
}

/** Who comes along, each once; more than the meeting allows is said at the field. */
async function companyOf(ctx: Context, given: Signup): Promise<CompanionItem[] | null> {
  const people = given.companions ?? [];
  if (people.length === 0) return null;
  const limit = await companyLimit(ctx.db, given);
  if (people.length > limit) {
    const detail = {
      nl:
        limit === 0
          ? 'Bij deze bijeenkomst meldt ieder zichzelf aan'
          : `Je kunt hier hoogstens ${limit} anderen aanmelden`,
      en:
        limit === 0 ? 'At this event everyone signs up for themselves' : `You can sign up at most ${limit} others here`,
    };
    throw fail('invalid-request', { errors: [{ pointer: '/companions', code: 'too-many', detail }] });
  }
  const addresses = [given.email, ...people.map((it) => it.email ?? '')].map((it) => it.toLowerCase());
  const errors = people.flatMap((it, i): ToldFault[] =>
    it.email && addresses.indexOf(it.email.toLowerCase()) <= i
      ? [
          {
            pointer: `/companions/${i}/email`,
            code: 'repeated',
            detail: {
              nl: 'Dit adres staat er al; laat het leeg als deze persoon geen eigen adres heeft',
              en: 'This address is there already; leave it empty when this person has none',
            },
          },
        ]
      : [],
  );
  if (errors.length > 0) throw fail('invalid-request', { errors });
  return people.map((it) => ({
    registration_id: newId(),
    contact_id: newId(),
    name: it.name,
    email: it.email?.toLowerCase() ?? null,
    organisation_name: it.organisation || given.organisation || null,
    role: it.role ?? 'guest',
  }));
}

/** The batch knows only that nobody can sign up there; a meeting that does not exist here is not found. */
async function closedOrAbsent(
  ctx: Context,
  given: Pick<Signup, 'programmeId' | 'eventId'>,
  closed: 'signup-closed' | 'event-state',
): Promise<Problem> {
  return fail((await eventExists(ctx.db, given.programmeId, given.eventId)) ? closed : 'not-found');
}

function receiptOf(
  receipt: string,
  status: SignupReceipt['status'],
  needsConfirmation: boolean,
  { language, addressForm }: Pick<Signup, 'language' | 'addressForm'>,
): SignupReceipt {
  const t = translator(publicMessages, language, addressForm);
  return { receipt, status, needsConfirmation, message: t(needsConfirmation ? 'done.verify' : `done.${status}`) };
}

/** An organiser adds someone by hand, in any role. Answers the registration's id. */
export async function addParticipant(
  ctx: Context,
  batcher: Batcher,
  given: Omit<Signup, 'isTrusted' | 'source' | 'site'> & { notify: boolean; invite?: boolean; actor: Actor },
): Promise<string> {
  const item = itemOf({ ...given, isTrusted: true }, { kind: 'account', id: given.actor.id }, null);
  const answers = await answersOf(ctx, given, { moments: askMoments, isStrict: false });
  const outcome = await batcher.submit({ ...item, ...answers, notify: given.notify, invites: given.invite ?? false });
  if (outcome.outcome === 'choice-full') throw fail('choice-full');
  if (outcome.outcome === 'closed') throw await closedOrAbsent(ctx, given, 'event-state');
  if (outcome.outcome === 'reused') throw fail('idempotency-key-reused');
  if (outcome.outcome === 'known') {
    throw fail('conflict', {
      detail: {
        nl: 'Deze persoon is al aangemeld voor deze bijeenkomst.',
        en: 'This person is registered for this event already.',
      },
    });
  }
  return outcome.registration_id!;
}

function itemOf(
  given: Signup,
  actor: { kind: SignupItem['actor_kind']; id: string | null },
  verifyBy: Date | null,
): SignupItem {
  return {
    programme_id: given.programmeId,
    event_id: given.eventId,
    registration_id: newId(),
    contact_id: newId(),
    activity_id: newId(),
    receipt: newId(),
    idempotency_key: given.idempotencyKey,
    request_hash: given.requestHash?.toString('hex') ?? null,
    name: given.name,
    email: given.email.toLowerCase(),
    organisation_name: given.organisation || null,
    role: given.role,
    note: given.note || null,
    language: given.language,
    source: given.source ?? null,
    site: given.site ?? null,
    notice_version: given.noticeVersion ?? noticeVersion,
    verify_by: verifyBy?.toISOString() ?? null,
    actor_kind: actor.kind,
    actor_id: actor.id,
    notify: true,
  };
}
