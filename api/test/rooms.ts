// The rooms and what stands beside them, as architecture.test.ts holds them.

/** In the order in which they may import one another. */
const upToEvents = 'activity accounts files programmes organisations keys contacts imports events'.split(' ');
export const rooms = [
  ...upToEvents,
  'forms',
  'registrations',
  'admissions',
  'answers',
  'mails',
  'participants',
  'figures',
  'reminders',
  'runbook',
  'door',
  'invitations',
  'doubles',
  'privacy',
  'personal',
  'search',
  'today',
];
export const infrastructure = ['db', 'feeds', 'http', 'mail', 'pages', 'queue', 'sheets'];
/** Loads every room from a file: the one folder beside the rooms that stands above them. */
export const above = ['demo'];
export const words = ['routes', 'actions', 'rules', 'queries', 'rows', 'views', 'jobs', 'mails', 'feed', 'pages'];
export const extraFiles: Record<string, string> = {
  'personal/address-changes.ts': 'an address that changes when two mailboxes have said so, apart from the other acts',
  'contacts/consents.ts': 'what people agreed to, written from every later room',
  'events/first-form.ts': 'the questions a meeting begins with, which later belong to the room forms',
  'invitations/audience.ts': 'whom a mailing reaches and why not: asked before, at and during the sending',
  'invitations/funnel.ts': 'what invitations add up to: one statement, in the words of the list behind it',
  'registrations/batcher.ts': 'the one way in for signups, between act and database',
  'registrations/form-tokens.ts': 'the signed token and the proof of work of a form',
  'registrations/signing-up.ts': 'the way in, apart from what happens to a registration after it',
  'registrations/company.ts': 'who comes along, changed after the signup by who brought them',
  'registrations/offers.ts': 'places that are offered, asked for and let go',
  'registrations/statistics.ts': 'what signups add up to: one statement, too long to stand among the other queries',
  'keys/uses.ts': 'when keys were used, counted in memory and written apart from any act',
  'registrations/network-routes.ts': 'for machines with a key, apart from the routes for people',
  'registrations/sightings.ts': 'on which sites the form is met, which is neither an act nor a question of anyone',
  'registrations/form-routes.ts': 'the form as data, apart from the routes that take what is filled in',
  'imports/judging.ts': 'what is found of rows that were read: for the check of all and for one that is mended',
  'imports/writing.ts': 'what rows do to people and how it is undone, apart from the steps that someone takes',
  'imports/words.ts': 'what columns are called, and what is said of files and rows that do not fit',
  'programmes/wordings.ts': 'the words of mails, which every room that mails takes from here',
  'programmes/partial-dates.ts': 'a date as far as a source tells it, used by every later room',
  'programmes/first-run.ts': 'the one act that makes an owner out of nothing',
};
