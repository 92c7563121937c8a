// What acts on participants do, in sentences: before, after, and when undone.

import type { BulkResult } from '@pr8werk/shared/participants.ts';
import type { T } from './words.ts';

/** What one chooses; the others only undo. */
export type ChosenAction = 'cancel' | 'promote' | 'approve' | 'decline' | 'attended' | 'not-attended';

type People = BulkResult['people'];

const outcomeOf = (people: People, outcome: People[number]['outcome']) => people.filter((it) => it.outcome === outcome);

/** One who is alone is named, more are counted. */
function whoOf(people: People): { name: string; count: number } {
  return { name: people[0]?.name ?? '', count: people.length };
}

/** "12 van de 15 worden afgemeld. 3 waren dat al." */
export function sayPlanned(action: ChosenAction, { people }: BulkResult, t: T): string[] {
  const done = outcomeOf(people, 'done');
  const said: string[] = [];
  if (people.length === 1) said.push(done.length === 1 ? t(`participants.will-one.${action}`, whoOf(done)) : '');
  else said.push(t(`participants.will.${action}`, { count: done.length, all: people.length }));
  const already = outcomeOf(people, 'already');
  if (already.length > 0)
    said.push(
      people.length === 1
        ? t(`participants.already-one.${action}`, whoOf(already))
        : t('participants.already', { count: already.length }),
    );
  const noPlace = outcomeOf(people, 'no-place');
  if (noPlace.length > 0)
    said.push(t(people.length === 1 ? 'participants.no-place-one' : 'participants.no-place', whoOf(noPlace)));
  const impossible = outcomeOf(people, 'not-possible').length;
  if (impossible > 0) said.push(t('participants.not-possible', { count: impossible }));
  return said.filter(Boolean);
}

/** "Carla Vos en 2 anderen krijgen een plaats die vrijkomt, en horen dat per mail." */
export function sayMovedUp({ movedUp }: BulkResult, t: T): string | null {
  const [first] = movedUp;
  if (!first) return null;
  return movedUp.length === 1
    ? t('participants.moves-up-one', { name: first.name })
    : t('participants.moves-up', { name: first.name, count: movedUp.length - 1 });
}

export function sayDone(action: ChosenAction, { people }: BulkResult, notify: boolean, t: T): string {
  const done = outcomeOf(people, 'done');
  const said =
    done.length === 1
      ? t(`participants.done-one.${action}`, whoOf(done))
      : t(`participants.done.${action}`, { count: done.length });
  return notify && done.some((it) => it.getsMail) ? `${said} ${t('participants.mail-waits')}` : said;
}

export function sayUndone(results: readonly BulkResult[], t: T): string {
  const people = results.flatMap((it) => it.people);
  const done = outcomeOf(people, 'done');
  const waiting = done.filter((it) => it.was === 'cancelled' && it.now === 'waiting');
  if (people.length === 1 && done.length === 1) {
    const key = waiting.length === 1 ? 'registrations.restored-waiting' : undefined;
    if (key) return t(key, whoOf(done));
    return done[0]!.was === 'cancelled' ? t('registrations.restored', whoOf(done)) : t('participants.undone');
  }
  const back = done.length - waiting.length;
  const said =
    waiting.length === 0
      ? [t('participants.undone-many', { count: back })]
      : [
          back > 0 ? t('participants.undone-back', { count: back }) : '',
          t('participants.undone-waiting', { count: waiting.length }),
        ].filter(Boolean);
  if (done.length < people.length) said.push(t('participants.undone-not', { count: people.length - done.length }));
  return said.join(' ');
}
