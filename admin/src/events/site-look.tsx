// The colours of the form on a site, and whether people can read it in them.

import { contrast, isHex } from '@pr8werk/shared/colour.ts';
import { colours } from '@pr8werk/shared/design.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { ColourField } from '../ui/colour-field.tsx';
import { Tag } from '../ui/note.tsx';
import css from './site.module.css';
import { useT } from './site-words.ts';
import { type ColourName, colourNames, type Look } from './snippets.ts';

/** What the form wears when nothing is chosen (embed/src/style.css); its button has the colour of the programme. */
const usualOf = (accent: string | null): Record<ColourName, string> => ({
  'button-background': accent ?? colours.accent,
  'button-color': '#ffffff',
  'field-background': '#ffffff',
  'field-color': '#1f1b18',
  'field-border-color': '#7a6f68',
  'focus-color': '#1f1b18',
  'error-color': '#9d1c12',
});

interface LookFieldsProps {
  look: Look;
  accent: string | null;
  onChange: (look: Look) => void;
}

export function LookFields({ look, accent, onChange }: LookFieldsProps) {
  const t = useT();
  const usual = usualOf(accent);
  const set = (name: ColourName | 'radius', value: string | undefined) => {
    const { [name]: _, ...rest } = look;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <div className={css.colours}>
      <div>
        <h3>{t('events.site-look')}</h3>
        <p className="pr-soft pr-small">{t('events.site-look-intro')}</p>
      </div>
      {colourNames.map((name) => (
        <ColourField
          key={name}
          label={t(`events.colour.${name}`)}
          value={look[name] ?? usual[name]}
          onChange={(value) => set(name, value === usual[name] ? undefined : value)}
        />
      ))}
      <label className={css.radius}>
        <span>{t('events.colour.radius')}</span>
        <input
          type="range"
          min={0}
          max={24}
          value={look.radius ?? '8'}
          aria-valuetext={t('events.radius-unit', { count: Number(look.radius ?? 8) })}
          onChange={(event) => set('radius', event.currentTarget.value === '8' ? undefined : event.currentTarget.value)}
        />
      </label>
      <Contrasts worn={{ ...usual, ...look }} />
      {Object.keys(look).length > 0 && (
        <div>
          <Button size="xs" onClick={() => onChange({})}>
            {t('events.site-look-reset')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Contrasts({ worn }: { worn: Record<ColourName, string> }) {
  const t = useT();
  const language = useLanguage();
  const of = (name: ColourName) => worn[name];
  const pairs = [
    { name: 'button', one: of('button-color'), other: of('button-background'), least: 4.5 },
    { name: 'field', one: of('field-color'), other: of('field-background'), least: 4.5 },
    { name: 'border', one: of('field-border-color'), other: of('field-background'), least: 3 },
    { name: 'focus', one: of('focus-color'), other: of('field-background'), least: 3 },
    { name: 'error', one: of('error-color'), other: '#ffffff', least: 4.5 },
  ] as const;
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    <section aria-label={t('events.contrast')}>
      <h3>{t('events.contrast')}</h3>
      <ul className={css.contrasts} aria-live="polite">
        {pairs.map(({ name, one, other, least }) => {
          // Rounded down: 4.46 is not 4.5.
          const ratio = isHex(one) && isHex(other) ? Math.floor(contrast(one, other) * 10) / 10 : 0;
          const isGood = ratio >= least;
          return (
            <li key={name}>
              <span>{t(`events.contrast.${name}`)}</span>
              <Tag tone={isGood ? 'good' : 'bad'}>
                {isGood
                  ? t('events.contrast-good', { ratio: format.format(ratio) })
                  : t('events.contrast-low', { ratio: format.format(ratio), least: format.format(least) })}
              </Tag>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
