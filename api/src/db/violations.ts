// A named constraint that refused -> the refusal people get. What is not here is a bug and answered 500.

import type { ProblemCode } from '@pr8werk/shared/problem.ts';
import { fail, type Problem, type ToldFault } from '#api/http/problems.ts';

const constraints: Record<string, ProblemCode> = {
  programmes_slug_taken: 'slug-taken',
  accounts_email_taken: 'email-taken',
  contacts_email_taken: 'email-taken',
  event_slugs_taken: 'slug-taken',
  networks_slug_taken: 'slug-taken',
  registrations_one_per_person: 'conflict',
  event_places_within_capacity: 'event-full',
  members_pkey: 'email-taken',
};

/** What is taken, at the field that says it. */
const taken: Record<string, ToldFault> = {
  organisations_kvk_taken: {
    pointer: '/kvkNumber',
    code: 'taken',
    detail: {
      nl: 'Er is al een organisatie met dit KvK-nummer',
      en: 'There is an organisation with this number already',
    },
  },
  organisations_municipality_taken: {
    pointer: '/municipalityCode',
    code: 'taken',
    detail: { nl: 'Er is al een gemeente met deze code', en: 'There is a municipality with this code already' },
  },
  programme_years_pkey: {
    pointer: '/programmeYear',
    code: 'taken',
    detail: { nl: 'Dit programmajaar is al vastgelegd', en: 'This programme year is recorded already' },
  },
  programme_years_calendar_taken: {
    pointer: '/calendarYear',
    code: 'taken',
    detail: { nl: 'Dit kalenderjaar is al vastgelegd', en: 'This calendar year is recorded already' },
  },
};

interface DatabaseError {
  code?: string;
  constraint?: string;
  cause?: unknown;
  message?: string;
}

/** A constraint that says which field is wrong. */
const fields: Record<string, ToldFault> = {
  events_order: {
    pointer: '/endsAt',
    code: 'order',
    detail: { nl: 'Het einde ligt niet na het begin', en: 'The end is not after the start' },
  },
  events_signup_order: {
    pointer: '/signupClosesAt',
    code: 'order',
    detail: { nl: 'De aanmelding sluit niet na de opening', en: 'Signup does not close after it opens' },
  },
  events_organiser: {
    pointer: '/organisingOrganisation',
    code: 'unknown',
    detail: { nl: 'Deze organisatie bestaat hier niet', en: 'No such organisation here' },
  },
};

export function violation(thrown: unknown): Problem | null {
  const error = databaseError(thrown as DatabaseError);
  if (!error) return null;
  if (error.constraint && constraints[error.constraint]) return fail(constraints[error.constraint]!);
  if (error.constraint && taken[error.constraint]) return fail('conflict', { errors: [taken[error.constraint]!] });
  if (error.constraint && fields[error.constraint])
    return fail('invalid-request', { errors: [fields[error.constraint]!] });
  return isUnreachable(error) ? fail('unavailable', { headers: { 'retry-after': '5' } }) : null;
}

/** Drizzle wraps what pg throws. */
function databaseError(error: DatabaseError | undefined): DatabaseError | null {
  if (!error || typeof error !== 'object') return null;
  if (error.cause) return databaseError(error.cause as DatabaseError) ?? error;
  return error;
}

/** The server is gone, two acts waited for each other (the database ended one), starting, stopping, or out of connections: try again later. */
export function isUnreachable(error: { code?: string; message?: string }): boolean {
  const code = error.code ?? '';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[0-9]|53300|08\w{3}|55P03|57014|40P01|40001)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(error.message ?? '')
  );
}
