// Who was invited by letter or newsletter before: they count, and nothing is sent.

import type { EventView } from '@pr8werk/shared/events.ts';
import { recordInvitations } from '@pr8werk/shared/invitations.ts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { AudienceChoice } from './audience-choice.tsx';
import { readDay, todayText } from './day.ts';
import css from './invitations.module.css';
import { useT } from './words.ts';

export function RecordElsewhere({
  programme,
  event,
  onDone,
}: {
  programme: string;
  event: EventView;
  onDone: () => void;
}) {
  const t = useT();
  const queryClient = useQueryClient();
  const params = { programme, event: event.id };
  const zone = event.timeZone;
  const form = useForm({ audience: {}, source: '', invitedOn: todayText(zone) });
  const { audience } = form.values;
  // as it would go today: the day changes nothing about who
  const probe = { audience, source: '?', invitedOn: '2000-01-01', dryRun: true };
  const preview = useQuery({
    queryKey: ['audience', programme, event.id, 'elsewhere', audience],
    queryFn: ({ signal }) => call(recordInvitations, { params, body: probe, signal }),
    placeholderData: keepPreviousData,
  });
  const record = useMutation({
    mutationFn: (invitedOn: string) => {
      const body = { audience, source: form.values.source.trim(), invitedOn, dryRun: false };
      return call(recordInvitations, { params, body });
    },
    onSuccess: async ({ recorded }) => {
      form.letGo();
      for (const it of ['invitation-funnel', 'invitations', 'audience'])
        await queryClient.invalidateQueries({ queryKey: [it, programme, event.id] });
      showToast({ message: t('invite.elsewhere-done', { count: recorded }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = () => {
    const read = readDay(form.values.invitedOn, zone);
    const errors = {
      ...(form.values.source.trim() === '' ? { source: t('ui.fault.required') } : {}),
      ...('fault' in read ? { invitedOn: t(read.fault) } : {}),
    };
    if (Object.keys(errors).length > 0 || 'fault' in read) form.setErrors(errors);
    else record.mutate(read.day);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <p className="pr-soft">{t('invite.elsewhere-intro')}</p>
      <TextField
        {...form.field('source')}
        label={t('invite.elsewhere-how')}
        hint={t('invite.elsewhere-how-hint')}
        maxLength={120}
      />
      <TextField
        {...form.field('invitedOn')}
        label={t('invite.elsewhere-on')}
        hint={t('invite.day-hint')}
        width="10rem"
      />
      <AudienceChoice
        programme={programme}
        kind="invitation"
        audience={audience}
        onChoose={(it) => form.set('audience', it)}
      />
      <Loaded query={preview} lines={1}>
        {({ recorded, already }) => (
          <div className={css.reach} role="status">
            <p className={css.reachFigure}>{t('invite.elsewhere-count', { count: recorded })}</p>
            {already > 0 && <p className="pr-soft">{t('invite.elsewhere-already', { count: already })}</p>}
          </div>
        )}
      </Loaded>
      <FormFooter>
        <Button
          type="submit"
          look="primary"
          isBusy={record.isPending}
          disabled={preview.isPlaceholderData || (preview.data?.recorded ?? 0) === 0}
        >
          {t('invite.elsewhere-do')}
        </Button>
      </FormFooter>
    </Form>
  );
}
