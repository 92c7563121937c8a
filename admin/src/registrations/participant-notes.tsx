import { addNote, changeNote, deleteNote, type NoteView } from '@pr8werk/shared/participants.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, idempotency } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { fieldId, TextAreaField } from '../ui/fields.tsx';
import { Form } from '../ui/form.tsx';
import { Row } from '../ui/layout.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf, useForm } from '../ui/use-form.ts';
import { Part, type StoryProps } from './participant-story.tsx';
import css from './participants.module.css';
import { notesQuery } from './queries.ts';
import { useT } from './words.ts';

/** What organisers tell one another about someone. */
export function Notes(props: StoryProps) {
  const t = useT();
  const { programme, event, registration } = props;
  const query = useQuery(notesQuery(programme, event, registration.id));
  return (
    <Part title={t('participants.notes')} intro={t('participants.notes-who')}>
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? null : (
            <ul className={css.notes}>
              {items.map((it) => (
                <li key={it.id}>
                  <OneNote note={it} {...props} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {registration.name !== '' && <NewNote {...props} />}
    </Part>
  );
}

function useNoteRefresh({ programme, event, registration }: StoryProps) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(notesQuery(programme, event, registration.id));
}

function NewNote(props: StoryProps) {
  const t = useT();
  const { programme, event, registration } = props;
  const [keyed] = useState(idempotency);
  const refresh = useNoteRefresh(props);
  const form = useForm({ text: '' });
  const add = useMutation({
    mutationFn: (body: { text: string }) =>
      call(addNote, {
        params: { programme, event, registration: registration.id },
        body,
        // who writes the same twice means it twice
        headers: keyed({ ...body, at: form.attempt }),
      }),
    onSuccess: async () => {
      form.restart({ text: '' });
      await refresh();
      // the button was off while it worked, and let go of the focus
      document.getElementById(fieldId('text'))?.focus();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const body = { text: form.values.text.trim() };
    const faults = await faultsIn(addNote.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit} gap={2}>
      <TextAreaField {...form.field('text')} label={t('participants.note-new')} rows={2} maxLength={2000} />
      <div>
        <Button type="submit" size="xs" isBusy={add.isPending}>
          {t('participants.note-add')}
        </Button>
      </div>
    </Form>
  );
}

function OneNote({ note, ...props }: StoryProps & { note: NoteView }) {
  const t = useT();
  const language = useLanguage();
  const [isEdited, setIsEdited] = useState(false);
  const { programme, event, registration } = props;
  const refresh = useNoteRefresh(props);
  const moment = (at: string) => sayMoment(at, homeZone, language);
  const params = { programme, event, registration: registration.id, note: note.id };
  const removing = useMutation({
    mutationFn: () => call(deleteNote, { params }),
    onSuccess: () => {
      showToast({ message: t('participants.note-deleted') });
      return refresh();
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  if (isEdited) return <EditNote note={note} onDone={() => setIsEdited(false)} {...props} />;
  const when = moment(note.createdAt);
  return (
    <>
      <p className={css.preline}>{note.text}</p>
      <p className="pr-small pr-soft">
        {[
          note.by ?? t('participants.note-unknown'),
          when,
          ...(note.changedAt ? [t('participants.note-changed', { when: moment(note.changedAt) })] : []),
        ].join(' · ')}
      </p>
      {note.isMine && (
        <Row gap={1}>
          <Button
            size="compact-xs"
            look="quiet"
            aria-label={t('participants.note-edit-of', { when })}
            onClick={() => setIsEdited(true)}
          >
            {t('participants.note-edit')}
          </Button>
          <Button
            size="compact-xs"
            look="quiet"
            aria-label={t('participants.note-delete-of', { when })}
            isBusy={removing.isPending}
            onClick={() => removing.mutate()}
          >
            {t('participants.note-delete')}
          </Button>
        </Row>
      )}
    </>
  );
}

function EditNote({ note, onDone, ...props }: StoryProps & { note: NoteView; onDone: () => void }) {
  const t = useT();
  const { programme, event, registration } = props;
  const refresh = useNoteRefresh(props);
  const form = useForm({ changed: note.text });
  const change = useMutation({
    mutationFn: (body: { text: string }) =>
      call(changeNote, { params: { programme, event, registration: registration.id, note: note.id }, body }),
    onSuccess: async () => {
      form.letGo();
      await refresh();
      onDone();
    },
    onError: (error) => form.fail(error, { text: 'changed' }),
  });
  const submit = async () => {
    const body = { text: form.values.changed.trim() };
    const faults = await faultsIn(changeNote.schema.body, body, t);
    if (faults.text) form.setErrors({ changed: faults.text });
    else change.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit} gap={2}>
      <TextAreaField {...form.field('changed')} label={t('participants.note')} rows={3} maxLength={2000} />
      <Row gap={1}>
        <Button type="submit" size="xs" look="primary" isBusy={change.isPending}>
          {t('ui.save')}
        </Button>
        <Button size="xs" look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </Row>
    </Form>
  );
}
