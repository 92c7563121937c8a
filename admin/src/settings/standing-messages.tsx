// Which messages leave by themselves around every meeting; per meeting it can be chosen otherwise.

import { chooseProgrammeReminders, type ReminderKind, reminderKinds } from '@pr8werk/shared/reminders.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { programmeRemindersQuery } from '../runbook/queries.ts';
import { ChecksField } from '../ui/fields.tsx';
import { Section } from '../ui/layout.tsx';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { useT } from './words.ts';

export function StandingMessages({ programme }: { programme: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const query = useQuery(programmeRemindersQuery(programme));
  const mayWrite = useMay(programme)('mails:write');
  const choose = useMutation({
    mutationFn: (on: ReminderKind[]) => call(chooseProgrammeReminders, { params: { programme }, body: { on } }),
    onSuccess: () => showToast({ message: t('ui.saved') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['reminders'] }),
  });
  return (
    <Section title={t('wordings.standing')} intro={t('wordings.standing-intro')}>
      <Loaded query={query} lines={1}>
        {({ on }) => (
          <fieldset disabled={!mayWrite || choose.isPending} style={{ display: 'contents' }}>
            <ChecksField
              name="standing"
              error={undefined}
              onLabel={() => {}}
              label={t('wordings.standing-label')}
              value={choose.isPending ? choose.variables : on}
              onChange={(kinds) => choose.mutate(reminderKinds.filter((it) => kinds.includes(it)))}
              options={reminderKinds.map((value) => ({ value, label: t(`wordings.key.${value}`) }))}
            />
          </fieldset>
        )}
      </Loaded>
    </Section>
  );
}
