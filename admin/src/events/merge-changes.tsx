// Two people change one meeting: the second sees what the first made of it, and merges by field.

import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../accounts/membership.ts';
import { activityQuery } from '../activity/queries.ts';
import { useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { MergeChanges as Merge } from '../ui/merge-changes.tsx';
import type { Form } from '../ui/use-form.ts';
import { type EventValues, valuesOf } from './event-form.ts';
import { eventQuery } from './queries.ts';
import { useSayValue } from './value-words.ts';

interface MergeChangesProps {
  form: Form<EventValues>;
  changed: NonNullable<ProblemDocument['changed']> | null;
  programme: string;
  event: string;
  onTake: (next: { body: Parameters<typeof valuesOf>[0]; etag: string | null }, theirs: readonly string[]) => void;
}

export function MergeChanges({ form, changed, programme, event, onTake }: MergeChangesProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const say = useSayValue();
  const fresh = queryClient.getQueryData(eventQuery(programme, event).queryKey);
  const last = useLastChange(programme, event, changed);
  return (
    <Merge
      form={form}
      title={t('events.stale-title')}
      fresh={fresh ? valuesOf(fresh.body) : null}
      last={last}
      zone={homeZone}
      say={say}
      onTake={async (theirs) =>
        onTake(await queryClient.fetchQuery({ ...eventQuery(programme, event), staleTime: 0 }), theirs)
      }
    />
  );
}

/** A refusal says who it was; word of a change that came by itself does not, but the log does. */
function useLastChange(programme: string, event: string, changed: MergeChangesProps['changed']) {
  const mayRead = useMay(programme)('activity:read');
  const log = useInfiniteQuery({ ...activityQuery(programme, { event }), enabled: changed === null && mayRead });
  if (changed) return changed;
  const found = log.data?.pages[0]?.items.find((it) => it.subject === event && it.name.startsWith('event.'));
  return found && { by: found.actor.name, at: found.at };
}
