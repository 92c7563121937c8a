// The questions of a meeting: begin with an example, change, reorder, and see the form as people get it.

import { formPresets } from '@pr8werk/shared/form-presets.ts';
import { formFaults } from '@pr8werk/shared/form-rules.ts';
import { changeEventForm, type EventFormView, type Question, questionLimit } from '@pr8werk/shared/forms.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { PagePreview } from '../events/page-preview.tsx';
import { eventQuery } from '../events/queries.ts';
import { isRefusal, send } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { DraftNote } from '../ui/draft-note.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { MergeChanges } from '../ui/merge-changes.tsx';
import { Note } from '../ui/note.tsx';
import { useSharedForm } from '../ui/shared-form.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import type { Errors, Form as FormState } from '../ui/use-form.ts';
import { CateringCard } from './catering-card.tsx';
import { cleaned, type FormValues, newQuestion } from './form-values.ts';
import { formQuery } from './queries.ts';
import { QuestionFields } from './question-fields.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/formulier');

interface Answer {
  body: EventFormView;
  etag: string | null;
}

export function FormPage() {
  const { programme, event } = route.useParams();
  const query = useQuery(formQuery(programme, event));
  const may = useMay(programme);
  return (
    <Stack gap={5}>
      <Loaded query={query}>{(fresh) => <Editor key={event} fresh={fresh} />}</Loaded>
      {may('registrations:write') && <CateringCard programme={programme} event={event} />}
    </Stack>
  );
}

const valuesOf = (it: EventFormView): FormValues => ({ questions: it.questions });

function Editor({ fresh }: { fresh: Answer }) {
  const t = useT();
  const { programme, event: id } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const mayWrite = useMay(programme)('events:write');
  const shared = useSharedForm<EventFormView, FormValues>(`form.${id}`, fresh.body, valuesOf);
  const { form, draft, base, stale } = shared;
  const language = useLanguage();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (questions: Question[]) =>
      send(changeEventForm, {
        params: { programme, event: id },
        body: { questions },
        headers: { 'if-match': `"v${base.version}"` },
      }),
    onSuccess: async (next) => {
      shared.finish();
      form.restart(valuesOf(next.body));
      queryClient.setQueryData(formQuery(programme, id).queryKey, next);
      showToast({ message: t('forms.saved') });
      await queryClient.invalidateQueries(eventQuery(programme, id));
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return form.fail(error);
      shared.becomeStale(error.problem.changed);
      await queryClient.invalidateQueries(formQuery(programme, id));
    },
  });
  const read = () => {
    const questions = cleaned(form.values.questions);
    const faults: Errors = {};
    for (const { pointer, detail } of formFaults(questions))
      faults[pointer.slice(1).replaceAll('/', '.')] ??= detail[language];
    return { questions, faults };
  };
  const submit = () => {
    const { questions, faults } = read();
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else save.mutate(questions);
  };
  if (!event) return null;
  const isFixed = !mayWrite || (event.status !== 'draft' && event.status !== 'published');
  return (
    <Stack gap={5}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={event.timeZone} />
      {isFixed && <Note>{t('forms.read-only')}</Note>}
      <Form form={form} onSubmit={submit} gap={4} label={t('forms.questions')}>
        <fieldset disabled={isFixed} style={{ display: 'contents' }}>
          <Section title={t('forms.questions')} intro={t('forms.intro')}>
            <Questions form={form} view={fresh.body} isFixed={isFixed} />
          </Section>
          {stale && (
            <MergeChanges
              form={form}
              title={t('forms.stale')}
              fresh={stale.fresh}
              last={stale.last}
              zone={event.timeZone}
              say={(_, value) => t('forms.count', { count: value.length })}
              onTake={shared.merge}
            />
          )}
          {!isFixed && (
            <FormFooter>
              <Button type="submit" look="primary" isBusy={save.isPending}>
                {t('ui.save')}
              </Button>
              <Button look="quiet" disabled={!form.isDirty} onClick={() => form.restart(valuesOf(fresh.body))}>
                {t('events.discard')}
              </Button>
            </FormFooter>
          )}
        </fieldset>
      </Form>
      <PagePreview
        event={event}
        programme={programme}
        read={async () => ({ patch: {}, ...read() })}
        onFaults={form.setErrors}
      />
    </Stack>
  );
}

function Questions({ form, view, isFixed }: { form: FormState<FormValues>; view: EventFormView; isFixed: boolean }) {
  const t = useT();
  const { questions } = form.values;
  const put = (next: Question[]) => form.set('questions', next);
  const move = (index: number, to: number) => put(questions.toSpliced(index, 1).toSpliced(to, 0, questions[index]!));
  const people = (id: string) => view.answered.find((it) => it.question === id)?.people ?? 0;
  const removed = form.initial.questions.filter((it) => !questions.some((other) => other.id === it.id));
  const lost = removed.reduce((sum, it) => sum + people(it.id), 0);
  return (
    <Stack gap={3}>
      {questions.length === 0 && (
        <>
          <p className="pr-soft">{t('forms.none')}</p>
          {!isFixed && (
            <Row gap={2}>
              {(['swarm', 'partnership', 'care'] as const).map((it) => (
                <Button key={it} onClick={() => put([...formPresets[it]])}>
                  {t(`forms.start-${it}`)}
                </Button>
              ))}
            </Row>
          )}
        </>
      )}
      {questions.map((question, index) => (
        <QuestionFields
          key={question.id}
          form={form}
          question={question}
          index={index}
          people={people(question.id)}
          onMove={(to) => move(index, to)}
          onRemove={() => put(questions.filter((it) => it !== question))}
          onChange={(next) => put(questions.map((it) => (it === question ? next : it)))}
        />
      ))}
      {lost > 0 && (
        <Note tone="warn" isNews>
          {t('forms.removed', { count: lost })}
        </Note>
      )}
      {!isFixed && (
        <div>
          <Button
            icon={<Icon name="plus" />}
            disabled={questions.length >= questionLimit}
            onClick={() => put([...questions, newQuestion(questions)])}
          >
            {t('forms.add')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
