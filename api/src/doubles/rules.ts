import type { RegistrationRow } from '#api/registrations/rows.ts';

export interface Signup extends Pick<RegistrationRow, 'status'> {
  registration_id: string;
  has_attended: boolean | null;
  created_at: Date;
}

/** From nothing to a place. */
const states: readonly RegistrationRow['status'][] = [
  'cancelled',
  'declined',
  'requested',
  'waiting',
  'offered',
  'confirmed',
];

/** Of two registrations of one person for one meeting the one that stays: who was there, who has a place, who came first. */
export function staysOf(a: Signup, b: Signup): [stays: Signup, goes: Signup] {
  const rank = (it: Signup) => (it.has_attended === true ? states.length : 0) + states.indexOf(it.status);
  const isFirst = rank(a) === rank(b) ? a.created_at <= b.created_at : rank(a) > rank(b);
  return isFirst ? [a, b] : [b, a];
}

export interface Said {
  consent_id: string;
  contact_id: string;
  purpose: string;
  given_at: Date;
  withdrawn_at: Date | null;
}

/**
 * What two people who are one said about one purpose: what was said last holds. Answers what ends, and when: a consent
 * that was renewed ends where the next begins, and all end where the last word was no.
 */
export function endsOf(said: readonly Said[]): { consent_id: string; at: Date }[] {
  const inForce = said.filter((it) => it.withdrawn_at === null).sort((a, b) => +a.given_at - +b.given_at);
  const lastNo = said.reduce<Date | null>(
    (last, it) => (it.withdrawn_at && (!last || it.withdrawn_at > last) ? it.withdrawn_at : last),
    null,
  );
  return inForce.flatMap((it, i) => {
    const next = inForce[i + 1];
    if (next) return [{ consent_id: it.consent_id, at: next.given_at }];
    return lastNo && lastNo > it.given_at ? [{ consent_id: it.consent_id, at: lastNo }] : [];
  });
}
