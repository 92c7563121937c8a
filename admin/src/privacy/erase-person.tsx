import type { ContactView } from '@pr8werk/shared/contacts.ts';
import { type ErasureReason, erasePerson, erasureReasons, type HoldView } from '@pr8werk/shared/privacy.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { WillHappen } from '../events/will-happen.tsx';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Note } from '../ui/note.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { sayUntil } from './holds.tsx';
import { useT } from './words.ts';

interface ErasePersonProps {
  person: ContactView;
  programme: string;
  holds: readonly HoldView[];
  onDone: () => void;
}

/** The one thing that is really asked for: nobody can undo it. */
export function ErasePerson({ person, programme, holds, onDone }: ErasePersonProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const form = useForm({ reason: '' });
  const [hold] = holds;
  const now = Date.now();
  const coming = person.registrations.filter(
    (it) =>
      it.status !== 'cancelled' && it.status !== 'declined' && it.startsAt !== null && Date.parse(it.startsAt) > now,
  ).length;
  const erase = useMutation({
    mutationFn: () =>
      call(erasePerson, {
        params: { programme, contact: person.id },
        body: { reason: (form.values.reason || null) as ErasureReason | null },
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['contact', programme, person.id] });
      void queryClient.invalidateQueries({ queryKey: ['contacts', programme] });
      showToast({ message: t('privacy.erased', { name: person.name }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const options = [
    { value: '', label: t('privacy.reason.none') },
    ...erasureReasons.map((value) => ({ value, label: t(`privacy.reason.${value}`) })),
  ];
  return (
    <Form form={form} onSubmit={() => erase.mutate()}>
      <WillHappen
        lines={[
          t('privacy.erase-what'),
          coming > 0 && t('privacy.erase-coming', { count: coming }),
          t('privacy.erase-stays'),
          t('privacy.erase-mail'),
        ]}
      />
      {hold && (
        <Note tone="warn">
          {t('privacy.erase-held', { until: sayUntil(hold.until, language), reason: hold.reason })}
        </Note>
      )}
      <Note tone="bad">{t('privacy.erase-final')}</Note>
      <SelectField {...form.field('reason')} label={t('privacy.erase-why')} isOptional options={options} />
      <FormFooter>
        <Button type="submit" look="danger" isBusy={erase.isPending}>
          {t('privacy.erase-now')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('privacy.erase-not')}
        </Button>
      </FormFooter>
    </Form>
  );
}
