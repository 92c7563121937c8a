// What leaves by itself around this meeting: when, to how many, and a switch for each.

import { chooseReminders, type ReminderKind, type ReminderView } from '@pr8werk/shared/reminders.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/layout.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { remindersQuery } from './queries.ts';
import css from './runbook.module.css';
import { useT } from './words.ts';

export function Messages({ programme, event }: { programme: string; event: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const query = useQuery(remindersQuery(programme, event));
  const may = useMay(programme);
  const choose = useMutation({
    mutationFn: (on: ReminderKind[] | null) => call(chooseReminders, { params: { programme, event }, body: { on } }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(remindersQuery(programme, event)),
  });
  return (
    <Section
      title={t('runbook.messages')}
      intro={t('runbook.messages-intro')}
      actions={
        may('mails:read') && (
          <Link to="/$programme/instellingen/mailteksten" params={{ programme }} search={{ tekst: 'event-in-a-week' }}>
            {t('runbook.message-words')}
          </Link>
        )
      }
    >
      <Loaded query={query} lines={3}>
        {({ items, isOwn }) => {
          const on = items.filter((it) => it.isOn).map((it) => it.kind);
          return (
            <>
              <ul className={css.tasks}>
                {items.map((it) => (
                  <li key={it.kind} className={css.task}>
                    <input
                      type="checkbox"
                      className={css.tick}
                      id={`message-${it.kind}`}
                      checked={it.isOn}
                      disabled={!may('mails:write') || choose.isPending || it.state !== 'planned'}
                      onChange={(change) =>
                        choose.mutate(
                          change.currentTarget.checked ? [...on, it.kind] : on.filter((kind) => kind !== it.kind),
                        )
                      }
                    />
                    <label className={css.what} htmlFor={`message-${it.kind}`}>
                      <span className={css.title}>{t(`runbook.message.${it.kind}`)}</span>
                      <span className={css.about}>
                        <State it={it} />
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
              {isOwn && may('mails:write') && (
                <p className="pr-soft">
                  {t('runbook.messages-own')}{' '}
                  <Button look="quiet" size="xs" onClick={() => choose.mutate(null)}>
                    {t('runbook.messages-as-programme')}
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function State({ it }: { it: ReminderView }) {
  const t = useT();
  const language = useLanguage();
  if (it.state === 'sent') return t('runbook.message.sent', { count: it.people });
  if (!it.isOn) return t('runbook.message.off');
  if (it.state === 'over') return t('runbook.message.over');
  if (it.leavesAt === null) return t('runbook.message.no-day');
  const when = sayMoment(it.leavesAt, homeZone, language);
  return t(it.kind === 'event-thanks' ? 'runbook.message.thanks' : 'runbook.message.planned', {
    when,
    count: it.people,
  });
}
