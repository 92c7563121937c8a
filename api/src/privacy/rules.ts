// What a place with personal data must say of itself, and when a hold or the nightly job is late. Without I/O.

import type { DataPurpose } from '@pr8werk/shared/privacy.ts';
import type { Db } from '#api/context.ts';

/** Everything by which a place finds what it holds of somebody. */
export interface Person {
  programmeId: string;
  /** With the contacts that were merged into this one. */
  contacts: string[];
  registrations: string[];
  addresses: string[];
  names: string[];
  /** Name, organisation and attendance stay for a while. */
  isHeld: boolean;
}

/**
 * A table that holds something of people. Its SQL begins with the relation `person`: one row with `programme`, `contacts`,
 * `registrations`, `addresses`, `names` and `is_held`.
 */
export interface Store {
  table: string;
  purpose: DataPurpose;
  /** Rows with one column `row`; absent: there is nothing to read, and `because` says why. */
  shown?: string;
  /** Done in order. Absent: nothing goes before its own term, and `because` says why. */
  erased?: string | ((tx: Db, person: Person) => Promise<void>);
  /** The erased rows are mails, of which there may be a file too: the SQL returns `mail_id`. */
  hasFiles?: true;
  because?: string;
}

const relation = `WITH person AS (SELECT $1::uuid AS programme, $2::uuid[] AS contacts, $3::uuid[] AS registrations,
  $4::text[] AS addresses, $5::text[] AS names, $6::boolean AS is_held)`;

export async function aboutPerson<T extends object>(tx: Db, person: Person, sql: string): Promise<T[]> {
  return tx.query<T>(`${relation}\n${sql}`, [
    person.programmeId,
    person.contacts,
    person.registrations,
    person.addresses,
    person.names,
    person.isHeld,
  ]);
}

/** Two nights without the job, and some hours for a machine that was being looked after. */
export const overdueHours = 54;

/** `since`: the last time it finished, or else since when there is anything to do. */
export function isOverdue(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > overdueHours * 3600_000;
}
