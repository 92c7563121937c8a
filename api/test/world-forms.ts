// Right requests about questions and answers, for the tests that walk all endpoints.

import type { RightRequest, World } from '#test/world.ts';

export function formRequests(world: World, n: number): Record<string, () => RightRequest> {
  const event = { programme: world.slug, event: world.published };
  const registration = { ...event, registration: world.confirmed };
  const question = {
    id: `vraag-${n}`,
    kind: 'choice',
    label: { nl: 'Welke tafel?', en: null },
    help: null,
    isRequired: false,
    ask: 'signup',
    options: [{ value: 'zorg', label: { nl: 'Zorg', en: 'Care' }, limit: 40 }],
    showIf: null,
    isSpecial: false,
    mayShow: true,
    meaning: null,
  };
  return {
    showEventForm: () => ({ params: event }),
    changeEventForm: () => ({ params: event, body: { questions: [question] }, headers: { 'if-match': '*' } }),
    showAnswers: () => ({ params: registration }),
    listContactAnswers: () => ({ params: { programme: world.slug, contact: world.contact } }),
    changeAnswers: () => ({ params: registration, body: { answers: {} } }),
    showCatering: () => ({ params: event }),
  };
}
