import { showAnswers, showCatering, showEventForm } from '@pr8werk/shared/forms.ts';
import { queryOptions } from '@tanstack/react-query';
import { call, send } from '../http.ts';

/** With its ETag: a change must say which version it was made from. */
export function formQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['event', programme, event, 'form'],
    queryFn: ({ signal }) => send(showEventForm, { params: { programme, event }, signal }),
  });
}

export function answersQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['registration', programme, event, registration, 'answers'],
    queryFn: ({ signal }) => call(showAnswers, { params: { programme, event, registration }, signal }),
  });
}

export function cateringQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['registrations', programme, event, 'catering'],
    queryFn: ({ signal }) => call(showCatering, { params: { programme, event }, signal }),
  });
}
