import { partKinds } from '@pr8werk/shared/events.ts';
import { longestTitle } from '@pr8werk/shared/primitives.ts';
import { useT } from '../language.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import type { FieldProps, Form } from '../ui/use-form.ts';
import { useEnglishHint } from './english-missing.tsx';
import type { EventValues, PartValues } from './event-form.ts';
import css from './events.module.css';

export function PartsEditor({ form }: { form: Form<EventValues> }) {
  const t = useT();
  const { parts } = form.values;
  const put = (next: PartValues[]) => form.set('parts', next);
  const empty: PartValues = { kind: 'talk', titleNl: '', titleEn: '', by: '', time: '', minutes: '' };
  return (
    <Stack gap={3}>
      {parts.length === 0 && <p className="pr-soft">{t('events.no-parts')}</p>}
      {parts.map((part, index) => (
        <PartFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields are controlled, a part is its place
          key={index}
          part={part}
          index={index}
          form={form}
          count={parts.length}
          onMove={(to) => put(parts.toSpliced(index, 1).toSpliced(to, 0, part))}
          onRemove={() => put(parts.filter((_, at) => at !== index))}
          onChange={(next) => put(parts.map((it, at) => (at === index ? next : it)))}
        />
      ))}
      <div>
        <Button icon={<Icon name="plus" />} onClick={() => put([...parts, empty])} disabled={parts.length >= 30}>
          {t('events.add-part')}
        </Button>
      </div>
    </Stack>
  );
}

interface PartFieldsProps {
  part: PartValues;
  index: number;
  count: number;
  form: Form<EventValues>;
  onMove: (to: number) => void;
  onChange: (part: PartValues) => void;
  onRemove: () => void;
}

/** The names under which the wire knows the members of a part. */
const wireNames: Record<keyof PartValues, string> = {
  kind: 'kind',
  titleNl: 'title.nl',
  titleEn: 'title.en',
  by: 'by',
  time: 'startsAt',
  minutes: 'minutes',
};

function PartFields({ part, index, count, form, onMove, onChange, onRemove }: PartFieldsProps) {
  const t = useT();
  const english = useEnglishHint();
  const heading = t('events.part-number', { number: index + 1 });
  const field = (key: keyof PartValues): FieldProps<string> => {
    const name = `parts.${index}.${wireNames[key]}`;
    return {
      name,
      value: part[key],
      error: form.errors[name],
      onChange: (value) => onChange({ ...part, [key]: value }),
      onLabel: (label) => (form.labels as Map<string, string>).set(name, `${heading}, ${label}`),
    };
  };
  return (
    <fieldset className={css.part}>
      <legend className="pr-hidden">{heading}</legend>
      <div className={css.partHead}>
        <span className={css.partTitle} aria-hidden="true">
          {heading}
        </span>
        <Row gap={1}>
          {index > 0 && (
            <IconButton
              label={t('events.part-earlier', { number: index + 1 })}
              icon={<Icon name="up" />}
              onClick={() => onMove(index - 1)}
            />
          )}
          {index < count - 1 && (
            <IconButton
              label={t('events.part-later', { number: index + 1 })}
              icon={<Icon name="down" />}
              onClick={() => onMove(index + 1)}
            />
          )}
          <IconButton
            label={t('events.remove-part', { number: index + 1 })}
            icon={<Icon name="delete" />}
            onClick={onRemove}
          />
        </Row>
      </div>
      <div className={css.grid}>
        <TextField {...field('titleNl')} label={t('events.title-nl')} maxLength={longestTitle} lang="nl" />
        <TextField
          {...field('titleEn')}
          label={t('events.title-en')}
          hint={english(part.titleNl, part.titleEn)}
          maxLength={longestTitle}
          lang="en"
          isOptional
        />
        <SelectField
          {...field('kind')}
          label={t('events.part-kind')}
          options={partKinds.map((it) => ({ value: it, label: t(`events.part.${it}`) }))}
        />
        <TextField {...field('by')} label={t('events.part-by')} maxLength={200} isOptional />
        <TextField {...field('time')} label={t('events.part-time')} isOptional width="7rem" />
        <TextField {...field('minutes')} label={t('events.part-minutes')} inputMode="numeric" isOptional width="7rem" />
      </div>
    </fieldset>
  );
}
