// How long what is kept: the terms that api/src/forget.ts carries out every night and the console shows. The privacy
// statement and the comments of the columns say the same in words.

const day = 24;
const year = 365.25 * day;

export const retentionHours = {
  participants: 5 * year,
  contacts: 5 * year,
  unconfirmed: 30 * day,
  subscriptionRequests: 7 * day,
  specialAnswers: day,
  mails: 90 * day,
  importRows: 30 * day,
  importParts: day,
  formSightings: 400 * day,
  accountsWithoutTeam: 30 * day,
  signInRequests: day,
  helperLinks: 30 * day,
  repeatedRequests: day,
  personalLinks: day,
  addressChanges: 7 * day,
  retentionRuns: 3 * year,
  followUp: 3 * year,
} as const;
export type Retained = keyof typeof retentionHours;
