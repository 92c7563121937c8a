// One question: its words in both languages beside each other, the kind of answer, and whom and when to ask.

import { askMoments, type Question, type QuestionOption, questionKinds } from '@pr8werk/shared/forms.ts';
import { useState } from 'react';
import css from '../events/events.module.css';
import { useLanguage } from '../language.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CheckField, ChecksField, type Option, SelectField, TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import type { FieldProps, Form } from '../ui/use-form.ts';
import { canLimit, canShow, type FormValues, withChoices, withOption } from './form-values.ts';
import own from './forms.module.css';
import { useT } from './words.ts';

interface QuestionFieldsProps {
  form: Form<FormValues>;
  question: Question;
  index: number;
  /** Who answered it already. */
  people: number;
  onMove: (to: number) => void;
  onRemove: () => void;
  onChange: (question: Question) => void;
}

export function QuestionFields({ form, question, index, people, onMove, onRemove, onChange }: QuestionFieldsProps) {
  const t = useT();
  const heading = t('forms.number', { number: index + 1 });
  const change = (some: Partial<Question>) => onChange({ ...question, ...some });
  const field = <V,>(path: string, value: V, set: (value: V) => void): FieldProps<V> => {
    const name = `questions.${index}.${path}`;
    return {
      name,
      value,
      error: form.errors[name],
      onChange: set,
      onLabel: (label) => (form.labels as Map<string, string>).set(name, `${heading}, ${label}`),
    };
  };
  const { label, help, kind, ask } = question;
  const language = useLanguage();
  const said = (it: Question['label']) => (language === 'en' && it.en) || it.nl;
  // a new question is open, and so is one with something wrong in it
  const [isOpened, setIsOpened] = useState(label.nl === '');
  const isOpen = isOpened || Object.keys(form.errors).some((it) => it.startsWith(`questions.${index}.`));
  const meta = [
    t(`forms.kind.${kind}`),
    t(`forms.ask.${ask}`),
    question.isRequired && t('forms.required'),
    question.isSpecial && t('forms.special'),
    question.showIf && t('forms.some'),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <fieldset className={css.part}>
      <legend className="pr-hidden">{heading}</legend>
      <div className={own.head}>
        <span>
          <span className={css.partTitle}>
            {index + 1}. {said(label) || t('forms.unnamed')}
          </span>{' '}
          {!isOpen && <span className="pr-small pr-soft">{meta}</span>}
        </span>
        <Row gap={1}>
          <IconButton
            label={t('forms.open', { number: index + 1 })}
            icon={<Icon name="edit" />}
            aria-expanded={isOpen}
            onClick={() => setIsOpened(!isOpen)}
          />
          {index > 0 && (
            <IconButton
              label={t('forms.up', { number: index + 1 })}
              icon={<Icon name="up" />}
              onClick={() => onMove(index - 1)}
            />
          )}
          {index < form.values.questions.length - 1 && (
            <IconButton
              label={t('forms.down', { number: index + 1 })}
              icon={<Icon name="down" />}
              onClick={() => onMove(index + 1)}
            />
          )}
          <IconButton
            label={t('forms.remove', { number: index + 1 })}
            icon={<Icon name="delete" />}
            onClick={onRemove}
          />
        </Row>
      </div>
      {isOpen && (
        <Stack gap={3}>
          <div className={css.grid}>
            <TextField
              {...field('label.nl', label.nl, (nl) => change({ label: { ...label, nl } }))}
              label={t('forms.label-nl')}
              lang="nl"
              maxLength={200}
            />
            <TextField
              {...field('label.en', label.en ?? '', (en) => change({ label: { ...label, en } }))}
              label={t('forms.label-en')}
              lang="en"
              maxLength={200}
              isOptional
            />
            <TextField
              {...field('help.nl', help?.nl ?? '', (nl) => change({ help: { nl, en: help?.en ?? null } }))}
              label={t('forms.help-nl')}
              lang="nl"
              maxLength={500}
              isOptional
            />
            <TextField
              {...field('help.en', help?.en ?? '', (en) => change({ help: { nl: help?.nl ?? '', en } }))}
              label={t('forms.help-en')}
              lang="en"
              maxLength={500}
              isOptional
            />
            <SelectField
              {...field('kind', kind as string, (next) =>
                onChange(withChoices({ ...question, kind: next as Question['kind'] })),
              )}
              label={t('forms.kind')}
              options={questionKinds.map((it) => ({ value: it, label: t(`forms.kind.${it}`) }))}
            />
            <SelectField
              {...field('ask', ask as string, (next) => change({ ask: next as Question['ask'] }))}
              label={t('forms.ask')}
              options={askMoments.map((it) => ({ value: it, label: t(`forms.ask.${it}`) }))}
            />
          </div>
          {question.options.length > 0 && <Options question={question} field={field} onChange={onChange} />}
          <Condition form={form} question={question} index={index} field={field} onChange={change} />
          {!question.isSpecial && (
            <CheckField
              {...field('isRequired', question.isRequired, (isRequired) => change({ isRequired }))}
              label={t('forms.required')}
            />
          )}
          {canShow(question) && (
            <CheckField
              {...field('mayShow', question.mayShow, (mayShow) => change({ mayShow }))}
              label={t('forms.may-show')}
            />
          )}
          {kind !== 'consent' && (
            <CheckField
              {...field('isSpecial', question.isSpecial, (isSpecial) => change({ isSpecial }))}
              label={t('forms.special')}
              hint={t('forms.special-hint')}
            />
          )}
          {people > 0 && <p className="pr-small pr-soft">{t('forms.answered', { count: people })}</p>}
        </Stack>
      )}
    </fieldset>
  );
}

type MakeField = <V>(path: string, value: V, set: (value: V) => void) => FieldProps<V>;

interface OptionsProps {
  question: Question;
  field: MakeField;
  onChange: (question: Question) => void;
}

function Options({ question, field, onChange }: OptionsProps) {
  const t = useT();
  const { options } = question;
  const put = (at: number, some: Partial<QuestionOption>) =>
    onChange({ ...question, options: options.map((it, i) => (i === at ? { ...it, ...some } : it)) });
  return (
    <Stack gap={2}>
      {options.map(({ value, label, limit }, i) => (
        <div key={value} className={css.grid}>
          <TextField
            {...field(`options.${i}.label.nl`, label.nl, (nl) => put(i, { label: { ...label, nl } }))}
            label={t('forms.option-nl', { number: i + 1 })}
            lang="nl"
            maxLength={120}
          />
          <TextField
            {...field(`options.${i}.label.en`, label.en ?? '', (en) => put(i, { label: { ...label, en } }))}
            label={t('forms.option-en', { number: i + 1 })}
            lang="en"
            maxLength={120}
            isOptional
          />
          {canLimit(question) && (
            <TextField
              {...field(`options.${i}.limit`, limit === null ? '' : String(limit), (typed) =>
                put(i, { limit: /\d/.test(typed) ? Math.min(Number(typed.replaceAll(/\D/g, '')), 100_000) : null }),
              )}
              label={t('forms.option-limit', { number: i + 1 })}
              inputMode="numeric"
              width="7rem"
              isOptional
            />
          )}
          {options.length > 1 && (
            <div>
              <Button
                size="xs"
                look="quiet"
                icon={<Icon name="delete" />}
                onClick={() => onChange({ ...question, options: options.filter((_, at) => at !== i) })}
              >
                {t('forms.option-remove', { number: i + 1 })}
              </Button>
            </div>
          )}
        </div>
      ))}
      <div>
        <Button
          size="xs"
          icon={<Icon name="plus" />}
          disabled={options.length >= 30}
          onClick={() => onChange(withOption(question))}
        >
          {t('forms.option-add')}
        </Button>
      </div>
    </Stack>
  );
}

interface ConditionProps {
  form: Form<FormValues>;
  question: Question;
  index: number;
  field: MakeField;
  onChange: (some: Partial<Question>) => void;
}

const roles = ['professional', 'commissioner', 'guest'] as const;

/** On the role, or on a choice that comes before this. */
function Condition({ form, question, index, field, onChange }: ConditionProps) {
  const t = useT();
  const language = useLanguage();
  const said = (it: Question['label']) => (language === 'en' && it.en) || it.nl;
  const before = form.values.questions
    .slice(0, index)
    .filter((it) => !it.isSpecial && (it.options.length > 0 || it.kind === 'consent'));
  const { showIf } = question;
  const on = before.find((it) => it.id === showIf?.question);
  const answers = (of: string): Option[] => {
    if (of === 'role') return roles.map((value) => ({ value, label: t(`registrations.role.${value}`) }));
    const other = before.find((it) => it.id === of);
    if (other?.kind === 'consent')
      return [
        { value: 'true', label: t('forms.ticked') },
        { value: 'false', label: t('forms.unticked') },
      ];
    return other?.options.map((it) => ({ value: it.value, label: said(it.label) || it.value })) ?? [];
  };
  const choose = (of: string) =>
    onChange({
      showIf:
        of === ''
          ? null
          : {
              question: of,
              equals: answers(of)
                .slice(0, 1)
                .map((it) => it.value),
            },
    });
  const isKnown = showIf !== null && (showIf.question === 'role' || on !== undefined);
  return (
    <div className={css.grid}>
      <SelectField
        {...field('showIf.question', isKnown ? showIf.question : '', choose)}
        label={t('forms.condition')}
        options={[
          { value: '', label: t('forms.condition-all') },
          { value: 'role', label: t('forms.condition-on', { question: t('registrations.role') }) },
          ...before.map((it) => ({ value: it.id, label: t('forms.condition-on', { question: said(it.label) }) })),
        ]}
      />
      {isKnown && (
        <ChecksField
          {...field('showIf.equals', showIf.equals, (equals) => onChange({ showIf: { ...showIf, equals } }))}
          label={t('forms.condition-equals')}
          options={answers(showIf.question)}
        />
      )}
    </div>
  );
}
