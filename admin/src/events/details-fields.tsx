import { type EventView, eventFormats } from '@pr8werk/shared/events.ts';
import { longestTitle } from '@pr8werk/shared/primitives.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { emphases, parties } from '../search-params.ts';
import { ChecksField, RadioField, SelectField, TextAreaField, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/layout.tsx';
import { MomentFields } from '../ui/moment-fields.tsx';
import { Note } from '../ui/note.tsx';
import type { Form } from '../ui/use-form.ts';
import { CapacityChoices } from './capacity-choices.tsx';
import { EnglishState, useEnglishHint } from './english-missing.tsx';
import { dated, type EventValues } from './event-form.ts';
import { sayPartial } from './event-words.tsx';
import css from './events.module.css';
import { PartsEditor } from './parts-editor.tsx';
import { organisationsQuery } from './queries.ts';

interface DetailsFieldsProps {
  form: Form<EventValues>;
  event: EventView;
  programme: string;
}

export function DetailsFields(props: DetailsFieldsProps) {
  const t = useT();
  const { form } = props;
  const english = useEnglishHint();
  return (
    <>
      <Section title={t('events.section-what')} actions={<EnglishState values={form.values} />}>
        <Grid>
          <TextField {...form.field('title.nl')} label={t('events.title-nl')} maxLength={longestTitle} lang="nl" />
          <TextField
            {...form.field('title.en')}
            label={t('events.title-en')}
            hint={english(form.values['title.nl'], form.values['title.en'])}
            maxLength={longestTitle}
            lang="en"
            isOptional
          />
          <TextAreaField {...form.field('summary.nl')} label={t('events.summary-nl')} lang="nl" rows={6} isOptional />
          <TextAreaField
            {...form.field('summary.en')}
            label={t('events.summary-en')}
            hint={english(form.values['summary.nl'], form.values['summary.en'])}
            lang="en"
            rows={6}
            isOptional
          />
        </Grid>
      </Section>
      <WhenSection {...props} />
      <WhereSection {...props} />
      <SignupSection {...props} />
      <KindSection {...props} />
      <Section title={t('events.parts')} intro={t('events.parts-intro')}>
        <PartsEditor form={form} />
      </Section>
      <Section title={t('events.briefing')} intro={t('events.briefing-intro')}>
        <Grid>
          <TextAreaField {...form.field('briefing.nl')} label={t('events.briefing-nl')} lang="nl" rows={5} isOptional />
          <TextAreaField
            {...form.field('briefing.en')}
            label={t('events.briefing-en')}
            hint={english(form.values['briefing.nl'], form.values['briefing.en'])}
            lang="en"
            rows={5}
            isOptional
          />
        </Grid>
      </Section>
    </>
  );
}

function Grid({ children }: { children: ReactNode }) {
  return <div className={css.grid}>{children}</div>;
}

function WhenSection({ form, event }: DetailsFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const hasPartial = event.startsAt === null && event.when.year !== null;
  return (
    <Section title={t('events.section-when')} intro={t('events.section-when-intro')}>
      {hasPartial && <Note>{t('events.when-from-source', { when: sayPartial(event.when, t, language) })}</Note>}
      <Grid>
        <MomentFields {...form.field('startsAt')} label={t('events.starts')} zone={event.timeZone} />
        <MomentFields
          {...form.field('endsAt')}
          label={t('events.ends')}
          zone={event.timeZone}
          understoodAs={dated('endsAt', form.values)}
        />
      </Grid>
    </Section>
  );
}

function WhereSection({ form }: DetailsFieldsProps) {
  const t = useT();
  return (
    <Section title={t('events.section-where')}>
      <Grid>
        <TextField {...form.field('venue.name')} label={t('events.venue-name')} maxLength={200} isOptional />
        <TextField {...form.field('venue.place')} label={t('events.venue-place')} maxLength={120} isOptional />
        <TextField {...form.field('venue.street')} label={t('events.venue-street')} maxLength={200} isOptional />
        <TextField
          {...form.field('venue.postcode')}
          label={t('events.venue-postcode')}
          maxLength={12}
          isOptional
          width="9rem"
        />
        <div className={css.whole}>
          <TextAreaField
            {...form.field('venue.directions')}
            label={t('events.venue-directions')}
            maxLength={2000}
            rows={3}
            isOptional
          />
        </div>
      </Grid>
    </Section>
  );
}

function SignupSection({ form, event, programme }: DetailsFieldsProps) {
  const t = useT();
  const hint = event.confirmed > 0 ? t('events.capacity-hint', { count: event.confirmed }) : undefined;
  return (
    <Section title={t('events.section-signup')}>
      <Grid>
        <div className={css.whole}>
          <TextField
            {...form.field('capacity')}
            label={t('events.capacity')}
            hint={hint}
            inputMode="numeric"
            width="8rem"
          />
          <div className={css.choicesBelow}>
            <CapacityChoices form={form} event={event} programme={programme} />
          </div>
        </div>
        <MomentFields
          {...form.field('signupOpensAt')}
          label={t('events.signup-opens')}
          hint={t('events.signup-opens-hint')}
          zone={event.timeZone}
          isOptional
        />
        <MomentFields
          {...form.field('signupClosesAt')}
          label={t('events.signup-closes')}
          hint={t('events.signup-closes-hint')}
          zone={event.timeZone}
          isOptional
        />
        <div className={css.whole}>
          <TextField
            {...form.field('slug')}
            label={t('events.slug')}
            hint={t('events.slug-hint')}
            maxLength={80}
            autoCapitalize="off"
            spellCheck={false}
          />
        </div>
      </Grid>
    </Section>
  );
}

function KindSection({ form, programme }: DetailsFieldsProps) {
  const t = useT();
  const mayOrganisations = useMay(programme)('organisations:read');
  const organisations = useQuery({ ...organisationsQuery(programme), enabled: mayOrganisations });
  const none = { value: '', label: t('ui.not-filled') };
  return (
    <Section title={t('events.section-kind')}>
      <Grid>
        <div className={css.whole}>
          <RadioField
            {...form.field('party')}
            label={t('events.party')}
            options={[
              ...parties.map((it) => ({ value: it, label: t(`events.party.${it}`) })),
              { value: '', label: t('events.party.unknown') },
            ]}
          />
        </div>
        <div className={css.whole}>
          <ChecksField
            {...form.field('emphases')}
            label={t('events.emphases')}
            hint={t('events.emphases-hint')}
            options={emphases.map((it) => ({ value: it, label: t(`events.emphasis.${it}`) }))}
          />
        </div>
        <SelectField
          {...form.field('format')}
          label={t('events.format')}
          options={[none, ...eventFormats.map((it) => ({ value: it, label: t(`events.format.${it}`) }))]}
        />
        <TextField {...form.field('sector')} label={t('events.sector')} maxLength={120} isOptional />
        {mayOrganisations && (
          <SelectField
            {...form.field('organisingOrganisation')}
            label={t('events.organiser')}
            isOptional
            options={[none, ...(organisations.data?.items ?? []).map((it) => ({ value: it.id, label: it.name }))]}
          />
        )}
      </Grid>
    </Section>
  );
}
