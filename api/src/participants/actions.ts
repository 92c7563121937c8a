// Acts on many participants at once, and notes about one.

import { createHash } from 'node:crypto';
import {
  type BulkAction,
  type BulkResult,
  bulkLimit,
  type Matching,
  type NoteView,
} from '@pr8werk/shared/participants.ts';
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, faultAt, type ToldFault } from '#api/http/problems.ts';
import { notesOf, type Person, peopleOf, placesOf, takingPart, waitingOf } from '#api/participants/queries.ts';
import { registrationNotes } from '#api/participants/rows.ts';
import { inOrder } from '#api/participants/rules.ts';
import { attendIn, keepText, type Telling } from '#api/registrations/actions.ts';
import { listedRegistrations } from '#api/registrations/queries.ts';

export interface BulkGiven extends Telling {
  programmeId: string;
  eventId: string;
  actor: Actor;
  action: BulkAction;
  /** One of the two. */
  registrations?: readonly string[] | undefined;
  matching?: Matching | undefined;
  raiseCapacity: boolean;
}

/** What would happen: the act itself, taken back. So it cannot say anything else than the act would. */
export async function previewOfMany(ctx: Context, given: BulkGiven): Promise<BulkResult> {
  class TakenBack extends Error {}
  let result: BulkResult | null = null;
  await transact(ctx, async (tx) => {
    result = { ...(await actOnMany(ctx, tx, given)), isPreview: true };
    throw new TakenBack();
  }).catch((error: Error) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return result!;
}

type Outcome = BulkResult['people'][number]['outcome'];
interface Done {
  outcome: Outcome;
  now: Person['status'];
}

export function isPlaceAct(action: BulkAction): action is PlaceAct {
  return action in acts;
}

async function attendAll(ctx: Context, tx: Db, given: BulkGiven, people: Person[]): Promise<Map<string, Done>> {
  const hasAttended = given.action === 'attendance-unknown' ? null : given.action === 'attended';
  const registrationIds = people.map((it) => it.registration_id);
  const changed = await attendIn(ctx, tx, { ...given, registrationIds, hasAttended });
  const outcomeOf = (it: Person): Outcome =>
    it.status === 'cancelled' ? 'not-possible' : changed.has(it.registration_id) ? 'done' : 'already';
  return new Map(people.map((it) => [it.registration_id, { outcome: outcomeOf(it), now: it.status }]));
}

export async function actOnMany(ctx: Context, tx: Db, given: BulkGiven): Promise<BulkResult> {
  const { programmeId, eventId, action } = given;
  const before = await placesOf(tx, programmeId, eventId);
  const registrations = given.matching ? await idsOf(tx, given, given.matching) : (given.registrations ?? []);
  const people = await peopleOf(tx, programmeId, eventId, registrations);
  refuseStrangers(registrations, people);
  const seen = markOf(people);
  if (given.matching?.seen !== undefined && given.matching.seen !== seen) throw othersMatch();
  const line = action === 'cancel' ? await waitingOf(tx, programmeId, eventId) : [];
  const tellsPeople = (['cancel', 'promote', 'approve', 'decline'] as BulkAction[]).includes(action);
  const telling = await keepText(ctx, tx, tellsPeople ? given : { ...given, notify: false });
  const outcomes = isPlaceAct(action)
    ? await actOnAll(ctx, tx, { ...given, action }, inOrder(action, people, before), telling)
    : await attendAll(ctx, tx, given, people);
  const chosen = new Set(registrations);
  const others = line.filter((it) => !chosen.has(it));
  const after = new Map((await peopleOf(tx, programmeId, eventId, others)).map((it) => [it.registration_id, it]));
  const moved = others.map((it) => after.get(it)!);
  return {
    isPreview: false,
    seen,
    people: people
      .sort((a, b) => a.name.localeCompare(b.name, 'nl'))
      .map((it) => ({
        registration: it.registration_id,
        name: it.name,
        ...outcomes.get(it.registration_id)!,
        was: it.status,
        hadAttended: it.has_attended,
        getsMail:
          tellsPeople &&
          given.notify &&
          it.has_address &&
          it.name !== '' &&
          outcomes.get(it.registration_id)!.outcome === 'done',
      })),
    movedUp: moved
      .filter((it) => it.status !== 'waiting' && it.status !== 'cancelled')
      .map((it) => ({ registration: it.registration_id, name: it.name })),
    places: await placesOf(tx, programmeId, eventId),
  };
}

/** Everybody who matches. The caller holds the meeting's lock, so nobody comes or goes until the end of the act. */
async function idsOf(tx: Db, given: BulkGiven, matching: Matching): Promise<string[]> {
  const { tab = 'all', except = [], seen: _, ...filter } = matching;
  const left = new Set(except.map((it) => it.toLowerCase()));
  const rows = await listedRegistrations(tx, {
    programmeId: given.programmeId,
    eventId: given.eventId,
    tab,
    ...filter,
    sort: 'createdAt',
    limit: bulkLimit + left.size + 1,
    after: null,
  });
  const ids = rows.map((it) => it.registration_id).filter((it) => !left.has(it));
  if (ids.length > bulkLimit) throw faultAt('/matching', 'too-many', tooMany);
  return ids;
}

const tooMany = {
  nl: `Dit zijn meer dan ${bulkLimit} mensen. Kies met een filter een deel van de lijst.`,
  en: `These are more than ${bulkLimit} people. Choose a part of the list with a filter.`,
};

/** Stands for exactly these people, whatever their state: the preview has told what will become of each. */
function markOf(people: readonly Person[]): string {
  const ids = people.map((it) => it.registration_id).sort();
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 22);
}

function othersMatch() {
  return fail('conflict', {
    detail: {
      nl: 'De lijst is intussen veranderd: er staan andere mensen in. Kijk nog eens wat er gaat gebeuren.',
      en: 'The list has changed meanwhile: other people stand in it. Look again at what will happen.',
    },
  });
}

/** "In a body a refusal": nobody is passed over in silence. */
function refuseStrangers(ids: readonly string[], people: readonly Person[]): void {
  const known = new Set(people.map((it) => it.registration_id));
  const errors = ids.flatMap((id, i): ToldFault[] =>
    known.has(id.toLowerCase())
      ? []
      : [
          {
            pointer: `/registrations/${i}`,
            code: 'unknown',
            detail: {
              nl: 'Deze aanmelding hoort niet bij deze bijeenkomst',
              en: 'This registration is not one of this meeting',
            },
          },
        ],
  );
  if (errors.length > 0) throw fail('invalid-request', { errors: errors.slice(0, 100) });
}

/** What the database does with each of many, in their order and in one statement: a round trip each would be slow. */
const acts = {
  cancel: "cancel_registration($1, x.id, $3, 'account', $4, $5)",
  promote: 'promote_registration($1, x.id, $6, $3, $4, $5)',
  restore: "restore_registration($1, x.id, $3, 'account', $4)",
  approve: 'approve_request($1, x.id, $3, $4, $5)',
  decline: 'decline_request($1, x.id, $3, $4, $5)',
  'return-to-line': 'take_back_promotion($1, x.id, $3, $4)',
} as const;
type PlaceAct = keyof typeof acts;

const became: Record<string, Done> = {
  cancelled: { outcome: 'done', now: 'cancelled' },
  confirmed: { outcome: 'done', now: 'confirmed' },
  waiting: { outcome: 'done', now: 'waiting' },
  declined: { outcome: 'done', now: 'declined' },
};

async function actOnAll(
  ctx: Context,
  tx: Db,
  given: BulkGiven & { action: PlaceAct },
  people: Person[],
  details: object,
): Promise<Map<string, Done>> {
  const { programmeId, action, actor } = given;
  const outcomes = new Map<string, Done>();
  const settle = (it: Person, outcome: Outcome) => outcomes.set(it.registration_id, { outcome, now: it.status });
  const others = action === 'restore' ? await takingPart(tx, programmeId, given.eventId, people) : new Set<string>();
  const due: Person[] = [];
  for (const it of people) {
    if (isSoAlready(action, it.status)) settle(it, 'already');
    // signed up anew meanwhile, or chosen twice: one person takes part once
    else if (others.has(it.contact_id)) settle(it, 'not-possible');
    else {
      if (action === 'restore') others.add(it.contact_id);
      due.push(it);
    }
  }
  const values: unknown[] = [programmeId, due.map((it) => it.registration_id), ctx.now(), actor.id];
  if (action === 'cancel') values.push(JSON.stringify({ reason: 'asked', ...details }));
  if (action === 'promote') values.push(JSON.stringify({ notify: true, ...details }), given.raiseCapacity);
  if (action === 'approve' || action === 'decline') values.push(JSON.stringify(details));
  const rows = await tx.query<{ id: string; answer: string }>(
    `SELECT x.id, ${acts[action]} AS answer
       FROM (SELECT id FROM unnest($2::uuid[]) WITH ORDINALITY AS i(id, nth) ORDER BY nth) AS x`,
    values,
  );
  const answers = new Map(rows.map((it) => [it.id, it.answer]));
  for (const it of due) {
    const answer = answers.get(it.registration_id)!;
    if (became[answer]) outcomes.set(it.registration_id, became[answer]);
    else
      settle(
        it,
        answer === 'already' ? 'already' : answer === 'full' || answer === 'quota-full' ? 'no-place' : 'not-possible',
      );
  }
  return outcomes;
}

function isSoAlready(action: PlaceAct, status: Person['status']): boolean {
  if (action === 'promote') return status === 'confirmed';
  if (action === 'return-to-line') return status === 'waiting';
  if (action === 'approve') return status === 'confirmed' || status === 'waiting' || status === 'offered';
  if (action === 'decline') return status === 'declined';
  return (status === 'cancelled') === (action === 'cancel');
}

interface NoteTarget {
  programmeId: string;
  registrationId: string;
  writer: string;
}

export async function addNote(ctx: Context, tx: Db, given: NoteTarget & { text: string }): Promise<NoteView> {
  const noteId = newId();
  const { programmeId, registrationId, writer } = given;
  await tx.orm.insert(registrationNotes).values({
    programmeId,
    noteId,
    registrationId,
    writtenBy: writer,
    text: given.text.trim(),
    createdAt: ctx.now(),
  });
  return (await notesOf(tx, { programmeId, registrationId, reader: writer, noteId }))[0]!;
}

export async function changeNote(
  ctx: Context,
  given: NoteTarget & { noteId: string; text: string },
): Promise<NoteView> {
  return transact(ctx, async (tx) => {
    await requireOwn(tx, given);
    await tx.orm
      .update(registrationNotes)
      .set({ text: given.text.trim(), changedAt: ctx.now() })
      .where(thatNote(given));
    return (await notesOf(tx, { ...given, reader: given.writer }))[0]!;
  });
}

export async function deleteNote(ctx: Context, given: NoteTarget & { noteId: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    await requireOwn(tx, given);
    await tx.orm.delete(registrationNotes).where(thatNote(given));
  });
}

function thatNote(given: NoteTarget & { noteId: string }) {
  return and(
    eq(registrationNotes.programmeId, given.programmeId),
    eq(registrationNotes.registrationId, given.registrationId),
    eq(registrationNotes.noteId, given.noteId),
  );
}

async function requireOwn(tx: Db, given: NoteTarget & { noteId: string }): Promise<void> {
  const [note] = await tx.orm.select().from(registrationNotes).where(thatNote(given)).for('update');
  if (!note) throw fail('not-found');
  if (note.writtenBy !== given.writer) {
    throw fail('not-allowed', {
      detail: {
        nl: 'Alleen wie de notitie schreef, kan haar wijzigen of verwijderen.',
        en: 'Only who wrote the note can change or delete it.',
      },
    });
  }
}
