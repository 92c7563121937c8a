// A colour by number or by eye, with at once what it would look like and whether everyone could read it.

import { type Hex, isHex } from '@pr8werk/shared/colour.ts';
import { accentContrast, colours, paletteOf, readableAccent } from '@pr8werk/shared/design.ts';
import type { CSSProperties } from 'react';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import type { FieldProps } from '../ui/use-form.ts';
import css from './settings.module.css';
import { useT } from './words.ts';

export function AccentField(field: FieldProps<string>) {
  const t = useT();
  const typed = field.value.trim().toLowerCase();
  const accent: Hex | null = isHex(typed) ? typed : typed === '' ? colours.accent : null;
  return (
    <Stack gap={3}>
      <div className={css.colour}>
        <TextField
          {...field}
          label={t('settings.accent')}
          hint={t('settings.accent-hint')}
          isOptional
          width="10rem"
          spellCheck={false}
        />
        <label className={css.pick}>
          <span className="pr-hidden">{t('settings.accent-pick')}</span>
          <input
            type="color"
            value={accent ?? colours.accent}
            onChange={(event) => field.onChange(event.currentTarget.value)}
          />
        </label>
      </div>
      {accent && <Verdict accent={accent} onChange={field.onChange} />}
      {accent && <Preview accent={accent} />}
      {typed !== '' && (
        <div>
          <Button look="quiet" onClick={() => field.onChange('')}>
            {t('settings.accent-reset')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function Verdict({ accent, onChange }: { accent: Hex; onChange: (value: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { lowest, isEnough } = accentContrast(accent);
  const said = (value: number) =>
    value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const values = { contrast: said(Math.floor(lowest * 10) / 10), needed: said(4.5) };
  if (isEnough) return <p className="pr-soft pr-small">{t('settings.accent-enough', values)}</p>;
  const offered = readableAccent(accent);
  return (
    <div role="status">
      <Row gap={3} align="center">
        <span className={css.tooLight}>{t('settings.accent-too-light', values)}</span>
        <Button size="xs" onClick={() => onChange(offered)}>
          <span className={css.swatch} style={{ background: offered }} aria-hidden="true" />
          {t('settings.accent-use', { colour: offered })}
        </Button>
      </Row>
    </div>
  );
}

function Preview({ accent }: { accent: Hex }) {
  const t = useT();
  const palette = paletteOf(accent);
  const style = { '--shown': palette.accent, '--shown-soft': palette.accentSoft } as CSSProperties;
  return (
    <figure className={css.preview} style={style}>
      <figcaption className="pr-soft pr-small">{t('settings.preview')}</figcaption>
      <div className={css.shown}>
        <span className={css.shownButton}>{t('settings.preview-button')}</span>
        <span className={css.shownLink}>{t('settings.preview-link')}</span>
        <span className={css.shownNote}>{t('settings.preview-text')}</span>
      </div>
    </figure>
  );
}
