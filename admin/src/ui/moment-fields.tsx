// A date and a time beside each other, as plain text fields: quick to type, the same on a phone, and never guessing.
// Below them stands in words what was understood.

import { Input } from '@mantine/core';
import { useEffect } from 'react';
import { type MessageKey, useLanguage, useT } from '../language.ts';
import { dateText, parseDate, parseTime, timeText } from './date-text.ts';
import { describedBy, fieldId } from './fields.tsx';
import css from './form.module.css';
import { sayMoment } from './say.ts';
import type { FieldProps } from './use-form.ts';
import { toInstant, toWallClock } from './wall-clock.ts';

export interface Moment {
  date: string;
  time: string;
}

export const noMoment: Moment = { date: '', time: '' };

export function momentOf(instant: string | null, zone: string): Moment {
  if (instant === null) return noMoment;
  const wall = toWallClock(instant, zone);
  return { date: dateText(wall), time: timeText(wall) };
}

export type MomentFault =
  | 'date-missing'
  | 'time-missing'
  | 'not-a-date'
  | 'no-such-day'
  | 'not-a-time'
  | 'no-such-time';
export type ReadMoment = { instant: string | null; isTwice: boolean } | { fault: MomentFault };

export const momentFaults: Record<MomentFault, MessageKey> = {
  'date-missing': 'ui.date.date-missing',
  'time-missing': 'ui.date.time-missing',
  'not-a-date': 'ui.date.not-a-date',
  'no-such-day': 'ui.date.no-such-day',
  'not-a-time': 'ui.date.not-a-time',
  'no-such-time': 'ui.date.no-such-time',
};

/** Both empty is no moment; one of the two empty is a fault. */
export function readMoment(moment: Moment, zone: string, now = new Date()): ReadMoment {
  const date = parseDate(moment.date, toWallClock(now, zone));
  const time = parseTime(moment.time);
  if (!date.ok && date.fault === 'empty' && !time.ok && time.fault === 'empty')
    return { instant: null, isTwice: false };
  if (!date.ok) return { fault: date.fault === 'empty' ? 'date-missing' : date.fault };
  if (!time.ok) return { fault: time.fault === 'empty' ? 'time-missing' : time.fault };
  const placed = toInstant({ ...date.value, ...time.value }, zone);
  return placed.instant === null ? { fault: 'no-such-time' } : placed;
}

interface MomentFieldsProps extends FieldProps<Moment> {
  label: string;
  hint?: string;
  isOptional?: boolean;
  zone: string;
  /** When the form reads more into it than stands there: the day of another moment. */
  understoodAs?: Moment;
}

export function MomentFields(props: MomentFieldsProps) {
  const { name, value, error, onChange, onLabel, label, hint, isOptional, zone, understoodAs = value } = props;
  const t = useT();
  useEffect(() => onLabel(label));
  const id = fieldId(name);
  const described = describedBy(id, hint, error);
  return (
    <fieldset className={css.field}>
      <legend className={css.label}>
        {label} {isOptional && <span className={css.optional}>{t('ui.optional')}</span>}
      </legend>
      {hint && (
        <span className={css.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className={css.error} id={`${id}-error`}>
          {error}
        </span>
      )}
      <div className={css.moment}>
        <label>
          <span className={css.part}>{t('ui.date.date')}</span>
          <Input
            id={id}
            value={value.date}
            onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
            error={error !== undefined}
            aria-invalid={error !== undefined}
            aria-describedby={described}
            classNames={{ input: css.input }}
            w="10rem"
            autoComplete="off"
          />
        </label>
        <label>
          <span className={css.part}>{t('ui.date.time')}</span>
          <Input
            value={value.time}
            onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
            error={error !== undefined}
            aria-invalid={error !== undefined}
            aria-describedby={described}
            classNames={{ input: css.input }}
            w="6rem"
            autoComplete="off"
          />
        </label>
        <Understood moment={understoodAs} zone={zone} />
      </div>
    </fieldset>
  );
}

function Understood({ moment, zone }: { moment: Moment; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const read = readMoment(moment, zone);
  const text = 'instant' in read && read.instant ? sayMoment(read.instant, zone, language) : '';
  const twice = 'instant' in read && read.isTwice ? ` ${t('ui.date.twice')}` : '';
  return (
    <span className={css.understood} aria-live="polite">
      {text}
      {twice}
    </span>
  );
}
