// The words of the console, per room. Dutch is the source; English has the same keys (the types see to it) and the same
// placeholders (a test in the admin sees to it). B1 Dutch with "je"; the terms are those of docs/domain.md.

import { accountWords } from './admin/accounts.ts';
import { activityWords } from './admin/activity.ts';
import { doorWords } from './admin/door.ts';
import { eventDetailsWords } from './admin/event-details.ts';
import { eventOverviewWords } from './admin/event-overview.ts';
import { eventWords } from './admin/events.ts';
import { mailWords } from './admin/mails.ts';
import { programmeWords } from './admin/programmes.ts';
import { registrationWords } from './admin/registrations.ts';
import { shellWords } from './admin/shell.ts';
import { uiWords } from './admin/ui.ts';

export const adminMessages = {
  nl: {
    ...uiWords.nl,
    ...shellWords.nl,
    ...accountWords.nl,
    ...programmeWords.nl,
    ...eventWords.nl,
    ...eventOverviewWords.nl,
    ...eventDetailsWords.nl,
    ...registrationWords.nl,
    ...doorWords.nl,
    ...mailWords.nl,
    ...activityWords.nl,
  },
  en: {
    ...uiWords.en,
    ...shellWords.en,
    ...accountWords.en,
    ...programmeWords.en,
    ...eventWords.en,
    ...eventOverviewWords.en,
    ...eventDetailsWords.en,
    ...registrationWords.en,
    ...doorWords.en,
    ...mailWords.en,
    ...activityWords.en,
  },
};
