import { chooseLanguage, useLanguage, useT } from '../language.ts';
import css from './shell.module.css';

/** Named in the language it leads to, so that who needs it can read it. */
export function LanguageSwitch() {
  const t = useT();
  const other = useLanguage() === 'nl' ? 'en' : 'nl';
  return (
    <button type="button" className={css.language} lang={other} onClick={() => chooseLanguage(other)}>
      {t('shell.other-language')}
    </button>
  );
}
