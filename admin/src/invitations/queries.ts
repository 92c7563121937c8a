import { listInvitations, listNetworkInvitations, showFunnel } from '@pr8werk/shared/invitations.ts';
import {
  type Audience,
  type ExclusionReason,
  listMailings,
  listRecipients,
  type MailingKind,
  type MailingTexts,
  previewAudience,
  showMailing,
  showMailingTexts,
} from '@pr8werk/shared/mailings.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { InvitationFilters, RecipientFilters } from '../search-params.ts';

export function funnelQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['invitation-funnel', programme, event],
    queryFn: ({ signal }) => call(showFunnel, { params: { programme, event }, signal }),
  });
}

export function mailingsQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['mailings', programme, event],
    queryFn: ({ signal }) => call(listMailings, { params: { programme, event }, signal }),
    // how far it is stands in no message: it would be one a mail
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 5_000 : false),
  });
}

const isUnderWay = (it: { state: string }) => it.state === 'going' || it.state === 'planned';

export function mailingQuery(programme: string, event: string, mailing: string) {
  return queryOptions({
    queryKey: ['mailing', programme, event, mailing],
    queryFn: ({ signal }) => call(showMailing, { params: { programme, event, mailing }, signal }),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data.mailing) ? 2_000 : false),
  });
}

export function recipientsQuery(programme: string, event: string, mailing: string, filters: RecipientFilters) {
  return infiniteQueryOptions({
    queryKey: ['recipients', programme, event, mailing, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listRecipients, {
        params: { programme, event, mailing },
        query: { ...filters, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function audienceQuery(
  programme: string,
  event: string,
  body: { kind: MailingKind; audience: Audience; show?: 'reached' | ExclusionReason },
) {
  return queryOptions({
    queryKey: ['audience', programme, event, body],
    queryFn: ({ signal }) => call(previewAudience, { params: { programme, event }, body, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What one begins with: our words, or those of an earlier mailing with its people. */
export function beginningQuery(programme: string, event: string, kind: MailingKind, mailing: string | undefined) {
  return queryOptions({
    queryKey: ['mailing-beginning', programme, event, kind, mailing],
    queryFn: async ({ signal }): Promise<{ texts: MailingTexts; audience: Audience }> => {
      const earlier = mailing ? await call(showMailing, { params: { programme, event, mailing }, signal }) : null;
      if (earlier?.texts) return { texts: earlier.texts, audience: earlier.audience ?? {} };
      const texts = await call(showMailingTexts, { params: { programme, event }, query: { kind }, signal });
      return { texts, audience: {} };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function invitationsQuery(programme: string, event: string, filters: InvitationFilters) {
  return infiniteQueryOptions({
    queryKey: ['invitations', programme, event, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listInvitations, { params: { programme, event }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function networkInvitationsQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['network-invitations', programme, event],
    queryFn: ({ signal }) => call(listNetworkInvitations, { params: { programme, event }, signal }),
  });
}
