// Writing to people, in the order in which one thinks: who, what, when. What will happen stands on the button, and for a
// minute after it one can still stop it.

import type { EventView } from '@pr8werk/shared/events.ts';
import { type Audience, type MailingKind, type MailingTexts, sendMailing } from '@pr8werk/shared/mailings.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { eventQuery } from '../events/queries.ts';
import { call, idempotency } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { RadioField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { Section, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { momentFaults, noMoment, readMoment } from '../ui/moment.ts';
import { MomentFields } from '../ui/moment-fields.tsx';
import { Loaded } from '../ui/states.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import { AudienceChoice, Reach } from './audience-choice.tsx';
import { bodyOf, type MailingValues } from './mailing-form.ts';
import { MailingText } from './mailing-text.tsx';
import { audienceQuery, beginningQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/uitnodigen/nieuw');

export function ComposerPage() {
  const { programme, event: id } = route.useParams();
  const { soort: kind = 'invitation', naar } = route.useSearch();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const start = useQuery(beginningQuery(programme, id, kind, naar));
  const t = useT();
  if (!event) return null;
  return (
    <Stack gap={4}>
      <Link to="/$programme/bijeenkomsten/$event/uitnodigen" params={{ programme, event: id }}>
        {t('invite.back')}
      </Link>
      <Loaded query={start}>
        {({ texts, audience }) => (
          <Composer
            key={`${kind} ${naar ?? ''}`}
            programme={programme}
            event={event}
            kind={kind}
            texts={texts}
            audience={audience}
          />
        )}
      </Loaded>
    </Stack>
  );
}

interface ComposerProps {
  programme: string;
  event: EventView;
  kind: MailingKind;
  texts: MailingTexts;
  audience: Audience;
}

function Composer({ programme, event, kind, texts, audience }: ComposerProps) {
  const t = useT();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm<MailingValues>({
    audience,
    'subject.nl': texts.subject.nl,
    'body.nl': texts.body.nl,
    // our own English is only worth sending where the meeting says something in English too
    hasEnglish: texts.subject.en !== null && event.title.en !== null,
    'subject.en': texts.subject.en ?? '',
    'body.en': texts.body.en ?? '',
    when: 'now',
    sendAt: noMoment,
  });
  const draft = useKeptDraft(`mailing.${programme}.${event.id}.${kind}`, form);
  const send = useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf> & { sendAt: string | null }) =>
      call(sendMailing, { params: { programme, event: event.id }, body, headers: keyed(body) }),
    onSuccess: async (mailing) => {
      draft.clear();
      form.letGo();
      await queryClient.invalidateQueries({ queryKey: ['mailings', programme, event.id] });
      await navigate({
        to: '/$programme/bijeenkomsten/$event/uitnodigen/mailing/$mailing',
        params: { programme, event: event.id, mailing: mailing.id },
        search: {},
      });
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { when, sendAt } = form.values;
    const read = when === 'later' ? readMoment(sendAt, event.timeZone) : { instant: null };
    const body = { ...bodyOf(kind, form.values), sendAt: 'instant' in read ? read.instant : null };
    const faults = await faultsIn(sendMailing.schema.body, body, t);
    if ('fault' in read) faults.sendAt = t(momentFaults[read.fault]);
    else if (when === 'later' && read.instant === null) faults.sendAt = t('invite.moment-needed');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else send.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit} gap={5} label={t(`invite.kind.${kind}`)}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={event.timeZone} />
      <Section title={t('invite.who')} intro={t(`invite.who-intro.${kind}`)}>
        <Stack gap={4}>
          <AudienceChoice
            programme={programme}
            kind={kind}
            audience={form.values.audience}
            onChoose={(it) => form.set('audience', it)}
          />
          <Reach programme={programme} event={event.id} kind={kind} audience={form.values.audience} />
        </Stack>
      </Section>
      <MailingText programme={programme} event={event} kind={kind} form={form} />
      <When form={form} event={event} />
      <FormFooter>
        <Send programme={programme} event={event.id} kind={kind} form={form} isBusy={send.isPending} />
      </FormFooter>
    </Form>
  );
}

function When({ form, event }: { form: FormState<MailingValues>; event: EventView }) {
  const t = useT();
  return (
    <Section title={t('invite.when')}>
      <Stack gap={3}>
        <RadioField
          {...form.field('when')}
          label={t('invite.moment')}
          isStacked
          options={(['now', 'later'] as const).map((it) => ({ value: it, label: t(`invite.when.${it}`) }))}
        />
        {form.values.when === 'later' && (
          <MomentFields {...form.field('sendAt')} label={t('invite.moment')} zone={event.timeZone} />
        )}
      </Stack>
    </Section>
  );
}

interface SendProps {
  programme: string;
  event: string;
  kind: MailingKind;
  form: FormState<MailingValues>;
  isBusy: boolean;
}

/** The number that was looked at; as long as it is being counted anew nothing can be sent. */
function Send({ programme, event, kind, form, isBusy }: SendProps) {
  const t = useT();
  const { audience, when } = form.values;
  const reach = useQuery(audienceQuery(programme, event, { kind, audience }));
  const count = reach.data?.reached ?? 0;
  const label =
    count === 0 ? t('invite.send-none') : t(when === 'later' ? 'invite.plan-for' : 'invite.send-to', { count });
  return (
    <Button type="submit" look="primary" isBusy={isBusy} disabled={count === 0 || reach.isPlaceholderData}>
      {label}
    </Button>
  );
}
