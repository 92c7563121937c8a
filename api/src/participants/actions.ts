// Acts on many participants at once, and notes about one.

import type { BulkAction, BulkResult, NoteView } from '@pr8werk/shared/participants.ts';
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, type ToldFault } from '#api/http/problems.ts';
import { notesOf, type Person, peopleOf, placesOf, waitingOf } from '#api/participants/queries.ts';
import { registrationNotes } from '#api/participants/rows.ts';
import { inOrder } from '#api/participants/rules.ts';
import { attendIn, cancelIn, keepText, promoteIn, restoreIn, type Telling } from '#api/registrations/actions.ts';

export interface BulkGiven extends Telling {
  programmeId: string;
  eventId: string;
  actor: Actor;
  action: BulkAction;
  registrations: readonly string[];
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

export function isAttendance(action: BulkAction): boolean {
  return action === 'attended' || action === 'not-attended' || action === 'attendance-unknown';
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
  const people = await peopleOf(tx, programmeId, eventId, given.registrations);
  refuseStrangers(given.registrations, people);
  const line = action === 'cancel' ? await waitingOf(tx, programmeId, eventId) : [];
  const tellsPeople = action === 'cancel' || action === 'promote';
  const telling = await keepText(ctx, tx, tellsPeople ? given : { ...given, notify: false });
  const outcomes = isAttendance(action) ? await attendAll(ctx, tx, given, people) : new Map<string, Done>();
  if (!isAttendance(action))
    for (const person of inOrder(action, people, before))
      outcomes.set(person.registration_id, await actOnOne(ctx, tx, given, person, telling));
  const chosen = new Set(given.registrations);
  const moved = await peopleOf(
    tx,
    programmeId,
    eventId,
    line.filter((it) => !chosen.has(it)),
  );
  return {
    isPreview: false,
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
      .filter((it) => it.status === 'confirmed')
      .map((it) => ({ registration: it.registration_id, name: it.name })),
    places: await placesOf(tx, programmeId, eventId),
  };
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

async function actOnOne(ctx: Context, tx: Db, given: BulkGiven, person: Person, telling: object): Promise<Done> {
  const target = { programmeId: given.programmeId, registrationId: person.registration_id, actor: given.actor };
  const as = (outcome: Outcome, now = person.status) => ({ outcome, now });
  switch (given.action) {
    case 'cancel':
      return (await cancelIn(ctx, tx, target, telling)) === 'cancelled' ? as('done', 'cancelled') : as('already');
    case 'promote': {
      if (person.status === 'confirmed') return as('already');
      const answer = await promoteIn(ctx, tx, { ...target, raiseCapacity: given.raiseCapacity }, telling);
      if (answer === 'confirmed') return as('done', 'confirmed');
      return as(answer === 'full' ? 'no-place' : 'not-possible');
    }
    case 'restore': {
      if (person.status !== 'cancelled') return as('already');
      const answer = await restoreIn(ctx, tx, target);
      return answer === 'confirmed' || answer === 'waiting' ? as('done', answer) : as('not-possible');
    }
    default: {
      if (person.status === 'waiting') return as('already');
      const [row] = await tx.query<{ answer: string }>('SELECT take_back_promotion($1, $2, $3, $4) AS answer', [
        given.programmeId,
        person.registration_id,
        ctx.now(),
        given.actor.id,
      ]);
      return row!.answer === 'waiting' ? as('done', 'waiting') : as('not-possible');
    }
  }
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
