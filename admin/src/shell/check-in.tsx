import { checkIn, type RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { titleOf } from '../events/event-words.tsx';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { staleAfter } from '../live.ts';
import { todayQuery } from '../today/queries.ts';
import type { Command } from '../ui/command-box.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { Highlight } from './highlight.tsx';
import { doorQuery } from './queries.ts';
import { useT } from './words.ts';

/** People of the meeting of now (else the next) to check in; who is in already leads to who that is. */
export function useCheckIn(programme: string, search: string, typed: string, onClose: () => void) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data: today } = useQuery(todayQuery(programme));
  const event = today?.door ?? undefined;
  const people = useQuery(doorQuery(programme, event?.id, search));
  const record = useRecord(programme, event?.id ?? '');
  const choose = (it: RegistrationView) => () => {
    onClose();
    if (it.hasAttended)
      void navigate({
        to: '/$programme/bijeenkomsten/$event/deelnemers',
        params: { programme, event: it.event },
        search: { person: it.id },
      });
    else record.mutate({ it, hasAttended: true });
  };
  const commands = (people.data?.items ?? []).map(
    (it): Command => ({
      key: it.id,
      icon: it.hasAttended ? 'check' : 'present',
      text: <Highlight text={it.name} typed={typed} />,
      detail: it.organisation && <Highlight text={it.organisation} typed={typed} />,
      aside: it.hasAttended ? t('search.is-in') : null,
      onChoose: choose(it),
    }),
  );
  return {
    title: event ? titleOf(event, language) : '',
    commands,
    isBusy: people.isFetching || search !== typed.trim(),
    hasFailed: people.error !== null,
    retry: () => void people.refetch(),
  };
}

function useRecord(programme: string, event: string) {
  const t = useT();
  const queryClient = useQueryClient();
  const record = useMutation({
    mutationFn: ({ it, hasAttended }: { it: RegistrationView; hasAttended: boolean | null }) =>
      call(checkIn, { params: { programme, event, registration: it.id }, body: { hasAttended } }),
    onSuccess: (now, { it }) => {
      if (now.hasAttended)
        showToast({
          message: t('search.checked-in', { name: now.name }),
          action: { label: t('ui.undo'), onClick: () => record.mutate({ it, hasAttended: it.hasAttended }) },
        });
      else showToast({ message: t('search.check-in-undone', { name: now.name }) });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => {
      const words = staleAfter(['registrations']);
      return queryClient.invalidateQueries({ predicate: (query) => words.has(String(query.queryKey[0])) });
    },
  });
  return record;
}
