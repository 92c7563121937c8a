import { showSignupRules } from '@pr8werk/shared/admissions.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function signupRulesQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['signup-rules', programme, event],
    queryFn: ({ signal }) => call(showSignupRules, { params: { programme, event }, signal }),
  });
}
