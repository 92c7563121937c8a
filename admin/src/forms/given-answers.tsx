import type { GivenAnswer, Question } from '@pr8werk/shared/forms.ts';
import { useLanguage } from '../language.ts';
import { Fact, Facts } from '../ui/layout.tsx';
import { useT } from './words.ts';

export function useSaid() {
  const language = useLanguage();
  return (it: Question['label']) => (language === 'en' && it.en) || it.nl;
}

/** Each with the question as it was then. */
export function GivenAnswers({ items }: { items: readonly GivenAnswer[] }) {
  const t = useT();
  const said = useSaid();
  const say = ({ question, value }: GivenAnswer) => {
    if (value === true) return t('forms.yes');
    const named = (it: string) => {
      const option = question.options.find((other) => other.value === it);
      return option ? said(option.label) : it;
    };
    return [value].flat().map(String).map(named).join(', ');
  };
  return (
    <Facts>
      {items.map((it) => (
        <Fact key={it.question.id} term={said(it.question.label)}>
          <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{say(it)}</span>
          {(it.isGone || it.mayShow) && (
            <span className="pr-small pr-soft">
              {' '}
              {it.isGone && t('forms.then')} {it.mayShow && t('forms.shown')}
            </span>
          )}
        </Fact>
      ))}
    </Facts>
  );
}
