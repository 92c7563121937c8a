// Who gets a place at a meeting: one form, saved as a whole, since a limit and an offer work together.

import { changeSignupRules, type NewSignupRules, type SignupRulesView } from '@pr8werk/shared/admissions.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { call, ifMatch, isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { DraftNote } from '../ui/draft-note.tsx';
import { CheckField, RadioField, SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Fact, Facts, Section, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { MergeChanges } from '../ui/merge-changes.tsx';
import { MomentFields } from '../ui/moment-fields.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { useSharedForm } from '../ui/shared-form.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import type { Form as FormState } from '../ui/use-form.ts';
import { CodesEditor } from './codes-editor.tsx';
import { signupRulesQuery } from './queries.ts';
import { QuotasEditor } from './quotas-editor.tsx';
import { type RulesValues, rulesOf, valuesIn } from './rules-form.ts';
import { type T, useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/plaatsen');

export function PlacesPage() {
  const { programme, event } = route.useParams();
  const meeting = useQuery(eventQuery(programme, event)).data?.body;
  const rules = useQuery(signupRulesQuery(programme, event));
  return (
    <Loaded query={rules} lines={8}>
      {(fresh) =>
        meeting && (
          <RulesForm
            key={event}
            programme={programme}
            event={event}
            fresh={fresh}
            zone={meeting.timeZone}
            isFixed={meeting.status !== 'draft' && meeting.status !== 'published'}
          />
        )
      }
    </Loaded>
  );
}

interface RulesFormProps {
  programme: string;
  event: string;
  fresh: SignupRulesView;
  zone: string;
  isFixed: boolean;
}

function RulesForm({ programme, event, fresh, zone, isFixed }: RulesFormProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const mayWrite = useMay(programme)('events:write') && !isFixed;
  const shared = useSharedForm(`signup-rules.${event}`, fresh, valuesIn(zone));
  const { form, draft, base, stale } = shared;
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(signupRulesQuery(programme, event)),
      queryClient.invalidateQueries(eventQuery(programme, event)),
    ]);
  const save = useMutation({
    mutationFn: (body: NewSignupRules) =>
      call(changeSignupRules, { params: { programme, event }, body, headers: ifMatch(base) }),
    onSuccess: async (now) => {
      draft.clear();
      form.restart(valuesIn(zone)(now), { keepTyped: false });
      queryClient.setQueryData(signupRulesQuery(programme, event).queryKey, now);
      await refresh();
      showToast({ message: t('admissions.saved') });
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return form.fail(error);
      await refresh();
      shared.becomeStale(error.problem.changed);
    },
  });
  const submit = () => {
    const { rules, errors } = rulesOf(form.values, zone, t);
    if (Object.keys(errors).length > 0) form.setErrors(errors);
    else save.mutate(rules);
  };
  return (
    <Form form={form} onSubmit={submit} gap={5} label={t('admissions.places')}>
      <LeaveGuard holds={form.holds} isKept />
      {mayWrite && <DraftNote draft={draft} labels={form.labels} zone={zone} />}
      <Now fresh={fresh} programme={programme} event={event} />
      {isFixed && <Note>{t('admissions.read-only')}</Note>}
      <fieldset disabled={!mayWrite} style={{ display: 'contents' }}>
        <Who form={form} fresh={fresh} zone={zone} />
        <Section title={t('admissions.line')}>
          <Stack gap={4}>
            {fresh.lineClosedAt && (
              <Note>{t('admissions.line-closed', { when: sayMoment(fresh.lineClosedAt, zone, language) })}</Note>
            )}
            <Line form={form} zone={zone} />
          </Stack>
        </Section>
        <Section title={t('admissions.quotas')} intro={t('admissions.quotas-intro')}>
          <QuotasEditor form={form} known={fresh.quotas} programme={programme} />
        </Section>
        {stale && (
          <MergeChanges
            form={form}
            title={t('admissions.stale')}
            fresh={stale.fresh}
            last={stale.last}
            zone={zone}
            say={(name, value) => sayValue(name, value, t)}
            onTake={(theirs) => {
              shared.merge(theirs);
              showToast({ message: t('ui.merged') });
            }}
          />
        )}
        {mayWrite && (
          <FormFooter>
            <Button type="submit" look="primary" isBusy={save.isPending} disabled={stale !== null}>
              {t('ui.save')}
            </Button>
          </FormFooter>
        )}
      </fieldset>
    </Form>
  );
}

/** What of a value two people may have to choose between. */
function sayValue(name: string, value: unknown, t: T): string {
  if (Array.isArray(value)) return t('admissions.list', { count: value.length });
  if (typeof value === 'boolean') return t(value ? 'admissions.yes' : 'admissions.no');
  if (typeof value === 'object' && value !== null) {
    const { date, time } = value as { date: string; time: string };
    return `${date} ${time}`.trim() || t('ui.not-filled');
  }
  if (name === 'admission') return t(`admissions.${value as 'open'}`);
  if (name === 'offer') return t(value === 'first' ? 'admissions.offer-first' : 'admissions.offer-at-once');
  if (name === 'lastWord') return t(value === 'no' ? 'admissions.last-no' : 'admissions.last-come-along');
  return String(value) || t('ui.not-filled');
}

function Now({ fresh, programme, event }: Pick<RulesFormProps, 'fresh' | 'programme' | 'event'>) {
  const t = useT();
  const params = { programme, event };
  return (
    <Facts>
      <Fact term={t('admissions.capacity')}>
        {fresh.capacity ?? t('admissions.no-capacity')}{' '}
        <Link to="/$programme/bijeenkomsten/$event/gegevens" params={params}>
          {t('admissions.change-capacity')}
        </Link>
      </Fact>
      <Fact term={t('admissions.taken')}>
        <Link to="/$programme/bijeenkomsten/$event/deelnemers" params={params} search={{ tab: 'confirmed' }}>
          {fresh.confirmed}
        </Link>
      </Fact>
      {fresh.offered > 0 && (
        <Fact term={t('admissions.offered')}>
          <Link to="/$programme/bijeenkomsten/$event/deelnemers" params={params} search={{ tab: 'offered' }}>
            {fresh.offered}
          </Link>
        </Fact>
      )}
      <Fact term={t('admissions.waiting')}>
        <Link to="/$programme/bijeenkomsten/$event/deelnemers" params={params} search={{ tab: 'waiting' }}>
          {fresh.waiting}
        </Link>
      </Fact>
    </Facts>
  );
}

function Who({ form, fresh, zone }: { form: FormState<RulesValues>; fresh: SignupRulesView; zone: string }) {
  const t = useT();
  const hasCodes = form.values.admission === 'code' || form.values.codes.length > 0;
  return (
    <Section title={t('admissions.who')}>
      <Stack gap={4}>
        <RadioField
          {...form.field('admission')}
          label={t('admissions.admission')}
          hint={form.values.admission === 'approval' ? t('admissions.approval-hint') : undefined}
          options={(['open', 'code', 'approval'] as const).map((it) => ({ value: it, label: t(`admissions.${it}`) }))}
        />
        {hasCodes && (
          <Section title={t('admissions.codes')} intro={t('admissions.codes-intro')}>
            <CodesEditor form={form} known={fresh.codes} zone={zone} />
          </Section>
        )}
        <SelectField
          {...form.field('companyLimit')}
          label={t('admissions.company-limit')}
          hint={t('admissions.company-hint')}
          width="24rem"
          options={[0, 1, 2, 3, 4, 5].map((count) => ({
            value: String(count),
            label: count === 0 ? t('admissions.company-none') : t('admissions.company-count', { count }),
          }))}
        />
        <CheckField {...form.field('crewCounts')} label={t('admissions.crew-counts')} />
      </Stack>
    </Section>
  );
}

function Line({ form, zone }: { form: FormState<RulesValues>; zone: string }) {
  const t = useT();
  return (
    <>
      <RadioField
        {...form.field('offer')}
        label={t('admissions.offer')}
        hint={t('admissions.offer-hint')}
        options={[
          { value: 'at-once', label: t('admissions.offer-at-once') },
          { value: 'first', label: t('admissions.offer-first') },
        ]}
      />
      {form.values.offer === 'first' && (
        <TextField {...form.field('offerHours')} label={t('admissions.offer-hours')} inputMode="numeric" width="7rem" />
      )}
      <MomentFields
        {...form.field('offersUntil')}
        label={t('admissions.offers-until')}
        hint={t('admissions.offers-until-hint')}
        zone={zone}
        isOptional
      />
      <RadioField
        {...form.field('lastWord')}
        label={t('admissions.last-word')}
        options={[
          { value: 'no', label: t('admissions.last-no') },
          { value: 'come-along', label: t('admissions.last-come-along') },
        ]}
      />
    </>
  );
}
