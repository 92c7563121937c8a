import { type MailView, resendMail } from '@pr8werk/shared/mails.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Fact, Facts, Page, PageHeader, Section } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { styleNonce } from '../ui/provider.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { mailDocument } from './mail-document.ts';
import { MailState } from './mail-state.tsx';
import css from './mails.module.css';
import { mailQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/post/$mail');

export function MailPage() {
  const t = useT();
  const { programme, mail: id } = route.useParams();
  const query = useQuery(mailQuery(programme, id));
  const subject = query.data?.mail.subject ?? t('mails.mail');
  return (
    <Page isNarrow>
      <PageHeader
        title={subject}
        actions={query.data && <Resend programme={programme} mail={query.data.mail} />}
        above={
          <Link to="/$programme/post" params={{ programme }} activeOptions={{ exact: true }}>
            {t('mails.back')}
          </Link>
        }
      />
      <Loaded query={query}>{(it) => <Mail {...it} programme={programme} subject={subject} />}</Loaded>
    </Page>
  );
}

function Resend({ programme, mail }: { programme: string; mail: MailView }) {
  const t = useT();
  const mayWrite = useMay(programme)('mails:write');
  const resend = useMutation({
    mutationFn: () => call(resendMail, { params: { programme, mail: mail.id } }),
    onSuccess: () => showToast({ message: t('mails.resent') }),
    onError: (error) => showToast({ message: failureOf(error, t).message }),
  });
  if (!mayWrite || !mail.registration || mail.state === 'queued') return null;
  return (
    <Button icon={<Icon name="refresh" />} isBusy={resend.isPending} onClick={() => resend.mutate()}>
      {t('mails.resend')}
    </Button>
  );
}

interface MailProps {
  mail: MailView;
  html: string | null;
  text: string | null;
  programme: string;
  subject: string;
}

function Mail({ mail, html, text, programme, subject }: MailProps) {
  const t = useT();
  return (
    <>
      {mail.error && (
        <Note tone="bad" title={t('mails.failed-title')}>
          <p>{mail.error}</p>
        </Note>
      )}
      <Section title={t('mails.about')}>
        <About mail={mail} programme={programme} />
      </Section>
      {html && (
        <Section title={t('mails.as-it-looked')} intro={t('mails.links-left-out')}>
          <iframe className={css.frame} title={subject} sandbox="" srcDoc={mailDocument(html, styleNonce())} />
        </Section>
      )}
      {text && (
        <Section title={t('mails.as-text')}>
          <pre className={css.text}>{text}</pre>
        </Section>
      )}
      {!html && !text && <Note>{t('mails.content-gone')}</Note>}
    </>
  );
}

function About({ mail, programme }: Pick<MailProps, 'mail' | 'programme'>) {
  const t = useT();
  const language = useLanguage();
  return (
    <Facts>
      <Fact term={t('mails.to')}>{mail.to ?? t('mails.to-gone')}</Fact>
      <Fact term={t('mails.kind')}>{t(`mails.kind.${mail.kind}`)}</Fact>
      <Fact term={t('mails.state')}>
        <MailState state={mail.state} />
      </Fact>
      <Fact term={t('mails.created')}>{sayMoment(mail.createdAt, homeZone, language)}</Fact>
      {mail.sentAt && <Fact term={t('mails.sent')}>{sayMoment(mail.sentAt, homeZone, language)}</Fact>}
      <Fact term={t('mails.attempts')}>{mail.attempts}</Fact>
      {mail.event && (
        <Fact term={t('events.event')}>
          <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: mail.event }}>
            {t('mails.to-event')}
          </Link>
        </Fact>
      )}
    </Facts>
  );
}
