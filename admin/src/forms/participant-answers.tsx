// What a participant answered, each with the question as it was then, and a way to write answers down for them.

import { type AnswerValue, changeAnswers, type GivenAnswer, type Question } from '@pr8werk/shared/forms.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Static } from 'typebox';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { CheckField, ChecksField, SelectField, TextAreaField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Stack } from '../ui/layout.tsx';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { type FieldProps, type Form as FormState, useForm } from '../ui/use-form.ts';
import { GivenAnswers, useSaid } from './given-answers.tsx';
import { answersQuery } from './queries.ts';
import { useT } from './words.ts';

interface Place {
  programme: string;
  event: string;
  registration: string;
  /** Nobody is asked anything again who will not come, or is forgotten. */
  isFixed: boolean;
}

export function ParticipantAnswers(place: Place) {
  const { programme, event, registration, isFixed } = place;
  const t = useT();
  const query = useQuery(answersQuery(programme, event, registration));
  const mayWrite = useMay(programme)('registrations:write');
  const [isEditing, setIsEditing] = useState(false);
  return (
    <Loaded query={query}>
      {({ items, asked }) => {
        if (isEditing) return <Editor {...place} items={items} asked={asked} onDone={() => setIsEditing(false)} />;
        if (items.length === 0 && asked.length === 0) return null;
        return (
          <Stack gap={2}>
            {items.length === 0 ? <p className="pr-soft">{t('forms.no-answers')}</p> : <GivenAnswers items={items} />}
            {mayWrite && !isFixed && asked.length > 0 && (
              <div>
                <Button size="xs" onClick={() => setIsEditing(true)}>
                  {t('forms.edit')}
                </Button>
              </div>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

type Values = Record<string, string | string[] | boolean>;

/** As the fields hold it: a number is text while it is typed. */
function valueFor({ kind }: Question, value: AnswerValue | undefined): string | string[] | boolean {
  if (kind === 'choices') return Array.isArray(value) ? value : [];
  if (kind === 'consent') return value === true;
  return value === undefined ? '' : String(value);
}

function answerOf({ kind }: Question, value: string | string[] | boolean): AnswerValue {
  if (kind !== 'number' || value === '') return typeof value === 'string' ? value.trim() : value;
  const number = Number(String(value).replace(',', '.'));
  return Number.isNaN(number) ? String(value) : number;
}

interface EditorProps extends Place {
  items: readonly GivenAnswer[];
  asked: readonly Question[];
  onDone: () => void;
}

function Editor({ programme, event, registration, items, asked, onDone }: EditorProps) {
  const t = useT();
  const said = useSaid();
  const queryClient = useQueryClient();
  const given = (id: string) => items.find((it) => it.question.id === id);
  const form = useForm<Values>(
    Object.fromEntries(
      asked.flatMap((it) => [
        [`answers.${it.id}`, valueFor(it, given(it.id)?.value)],
        ...(it.isSpecial ? [[`agreed.${it.id}`, given(it.id) !== undefined] as const] : []),
      ]),
    ),
  );
  const save = useMutation({
    mutationFn: (body: Static<typeof changeAnswers.schema.body>) =>
      call(changeAnswers, { params: { programme, event, registration }, body }),
    onSuccess: (now) => {
      queryClient.setQueryData(answersQuery(programme, event, registration).queryKey, now);
      void queryClient.invalidateQueries({ queryKey: ['registrations', programme, event] });
      showToast({ message: t('forms.answers-saved') });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = () => {
    const isChanged = (name: string) => JSON.stringify(form.values[name]) !== JSON.stringify(form.initial[name]);
    const changed = asked.filter((it) => isChanged(`answers.${it.id}`));
    const answers = Object.fromEntries(changed.map((it) => [it.id, answerOf(it, form.values[`answers.${it.id}`]!)]));
    const special = changed.filter((it) => it.isSpecial);
    const agreed = Object.fromEntries(special.map((it) => [it.id, form.values[`agreed.${it.id}`] === true]));
    save.mutate({ answers, agreed });
  };
  return (
    <Form form={form} onSubmit={submit} label={t('forms.edit')}>
      {asked.map((it) => (
        <Stack key={it.id} gap={1}>
          <AnswerField question={it} form={form} label={said(it.label)} />
          {it.isSpecial && (
            <CheckField {...(form.field(`agreed.${it.id}`) as FieldProps<boolean>)} label={t('forms.consent-given')} />
          )}
        </Stack>
      ))}
      <FormFooter>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          {t('ui.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}

function AnswerField({ question, form, label }: { question: Question; form: FormState<Values>; label: string }) {
  const t = useT();
  const said = useSaid();
  const field = form.field(`answers.${question.id}`) as unknown;
  const options = question.options.map((it) => ({ value: it.value, label: said(it.label) }));
  const asText = field as FieldProps<string>;
  switch (question.kind) {
    case 'choices':
      return <ChecksField {...(field as FieldProps<string[]>)} label={label} options={options} isOptional />;
    case 'choice':
      return (
        <SelectField
          {...asText}
          label={label}
          options={[{ value: '', label: t('forms.choose') }, ...options]}
          isOptional
        />
      );
    case 'consent':
      return <CheckField {...(field as FieldProps<boolean>)} label={label} />;
    case 'text':
      return <TextAreaField {...asText} label={label} rows={3} maxLength={2000} isOptional />;
    case 'date':
      return <TextField {...asText} label={label} type="date" width="12rem" isOptional />;
    default:
      return (
        <TextField
          {...asText}
          label={label}
          maxLength={200}
          inputMode={question.kind === 'number' ? 'decimal' : 'text'}
          isOptional
        />
      );
  }
}
