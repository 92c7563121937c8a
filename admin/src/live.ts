// One stream of "this changed" for the programme in sight. A message only marks what is known as old; the screens fetch
// again what they show. When the stream fails, everything is marked every fifteen seconds until it is back.

import type { LiveMessage } from '@pr8werk/shared/activity.ts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

export type LiveState = 'off' | 'live' | 'polling';

const pollMs = 15_000;
const retryMs = 60_000;

/** Which first words of query keys show rows of a room: a signup also changes the numbers of its meeting. */
const shownIn: Record<string, readonly string[]> = {
  events: ['today', 'events', 'event', 'plan', 'tasks', 'reminders'],
  tasks: ['today', 'tasks'],
  registrations: [
    'today',
    'contacts',
    'contact',
    'registrations',
    'registration-counts',
    'statistics',
    'invitations',
    'invitation-funnel',
    'network-invitations',
    'sites',
    'registration',
    'event',
    'events',
    'tasks',
    'reminders',
  ],
  mails: ['today', 'mails', 'mail'],
  jobs: ['dead-jobs'],
  accounts: ['members', 'account'],
  members: ['today', 'members', 'account'],
  contacts: ['today', 'contacts', 'contact'],
  mailings: ['mailings', 'mailing', 'recipients', 'audience'],
  invitations: ['invitations', 'invitation-funnel', 'network-invitations', 'audience', 'contact'],
  imports: ['imports', 'import'],
  subscriptions: ['contacts', 'contact'],
  organisations: ['organisations', 'organisation', 'organisation-events'],
  networks: ['networks'],
  programmes: ['today', 'plan'],
};

export function staleAfter(changed: readonly string[]): Set<string> {
  return new Set(['activity', ...changed.flatMap((room) => shownIn[room] ?? [room])]);
}

function markStale(queryClient: QueryClient, message: LiveMessage): void {
  const words = staleAfter(message.changed);
  void queryClient.invalidateQueries({ predicate: (query) => words.has(String(query.queryKey[0])) });
}

function listen(programme: string, queryClient: QueryClient, tell: (state: LiveState) => void): () => void {
  let source: EventSource | null = null;
  let poll: ReturnType<typeof setInterval> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    const stream = new EventSource(`/v1/programmes/${encodeURIComponent(programme)}/live`);
    source = stream;
    stream.onopen = () => {
      // What happened while nobody listened is unknown.
      if (poll) void queryClient.invalidateQueries({ refetchType: 'active' });
      clearInterval(poll);
      poll = undefined;
      tell('live');
    };
    stream.onmessage = (event) => markStale(queryClient, JSON.parse(event.data) as LiveMessage);
    stream.onerror = () => {
      tell('polling');
      poll ??= setInterval(() => void queryClient.invalidateQueries({ refetchType: 'active' }), pollMs);
      // A browser tries again by itself until the server answers with a refusal.
      if (stream.readyState === EventSource.CLOSED) retry = setTimeout(connect, retryMs);
    };
  };
  connect();
  return () => {
    source?.close();
    clearInterval(poll);
    clearTimeout(retry);
  };
}

export function useLive(programme: string | undefined): LiveState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('off');
  useEffect(() => {
    setState('off');
    return programme ? listen(programme, queryClient, setState) : undefined;
  }, [programme, queryClient]);
  return state;
}
