// The data of a meeting as one form. It keeps what somebody typed whatever happens meanwhile: another's change, an
// ended session, a refusal.

import { changeEvent, type EventPatch, type EventView } from '@pr8werk/shared/events.ts';
import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useBlocker, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { isRefusal, send } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { Form } from '../ui/form.tsx';
import { Row } from '../ui/layout.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { DetailsFields } from './details-fields.tsx';
import { type EventValues, patchOf, valuesOf } from './event-form.ts';
import css from './events.module.css';
import { AllAbout } from './overview.tsx';
import { eventQuery } from './queries.ts';
import { StaleNote } from './stale-note.tsx';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/gegevens');

export function Details() {
  const { programme, event } = route.useParams();
  const mayWrite = useMay(programme)('events:write');
  const answer = useQuery(eventQuery(programme, event)).data;
  if (!answer) return null;
  if (!mayWrite) return <AllAbout programme={programme} id={event} />;
  return <DetailsForm key={event} programme={programme} fresh={answer} />;
}

interface Answer {
  body: EventView;
  etag: string | null;
}

function DetailsForm({ programme, fresh }: { programme: string; fresh: Answer }) {
  const t = useT();
  const [base, setBase] = useState(fresh);
  const [staleBy, setStaleBy] = useState<ProblemDocument['changed'] | null>(null);
  const form = useForm<EventValues>(valuesOf(base.body));
  const takeOver = (next: Answer, keepTyped: boolean) => {
    setBase(next);
    setStaleBy(null);
    form.restart(valuesOf(next.body), { keepTyped });
  };
  const isBehind = fresh.body.version > base.body.version;
  // Nobody typed here yet: follow what others save, without a word.
  useEffect(() => {
    if (isBehind && !form.isDirty) takeOver(fresh, false);
  });
  useGoToHash();
  useBlocker({ shouldBlockFn: () => form.isDirty && !confirm(t('events.leave-unsaved')), enableBeforeUnload: false });
  const save = useSave(programme, base, (next) => takeOver(next, false), {
    onStale: setStaleBy,
    onFail: (error) => form.fail(error),
  });
  const submit = async () => {
    const { patch, errors } = patchOf(form.values, form.initial, base.body.timeZone, t);
    const faults = { ...(await faultsIn(changeEvent.schema.body, patch, t)), ...errors };
    if (Object.keys(patch).length === 0 && Object.keys(errors).length === 0) {
      takeOver(base, false);
      return showToast({ message: t('events.nothing-changed') });
    }
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else save.mutate(patch);
  };
  return (
    <Form form={form} onSubmit={submit} gap={5} label={t('events.details')}>
      <DetailsFields form={form} event={base.body} programme={programme} />
      <div className={css.bottom} data-bottom-bar>
        {form.isDirty && (staleBy || isBehind) && (
          <StaleNote
            form={form}
            changed={staleBy ?? null}
            programme={programme}
            event={base.body.id}
            onTake={(next) => takeOver(next, true)}
          />
        )}
        <div className={css.saveBar}>
          <span className={css.saveText} role="status">
            {form.isDirty ? t('events.unsaved') : t('events.all-saved')}
          </span>
          <Row gap={2}>
            <Button look="quiet" disabled={!form.isDirty} onClick={() => takeOver(fresh, false)}>
              {t('events.discard')}
            </Button>
            <Button type="submit" look="primary" isBusy={save.isPending}>
              {t('ui.save')}
            </Button>
          </Row>
        </div>
      </div>
    </Form>
  );
}

interface SaveHandlers {
  onStale: (changed: ProblemDocument['changed'] | null) => void;
  onFail: (error: unknown) => void;
}

function useSave(programme: string, base: Answer, onSaved: (next: Answer) => void, handlers: SaveHandlers) {
  const t = useT();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: EventPatch) =>
      send(changeEvent, {
        params: { programme, event: base.body.id },
        body,
        headers: { 'if-match': base.etag ?? `"${base.body.version}"` },
      }),
    onSuccess: async (next) => {
      queryClient.setQueryData(eventQuery(programme, base.body.id).queryKey, next);
      onSaved(next);
      showToast({ message: t('ui.saved') });
      await queryClient.invalidateQueries({ queryKey: ['events', programme] });
      await queryClient.invalidateQueries({ queryKey: ['plan', programme] });
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return handlers.onFail(error);
      handlers.onStale(error.problem.changed ?? null);
      await queryClient.invalidateQueries(eventQuery(programme, base.body.id));
    },
  });
}

/** A link to a field, from the list of what is missing; also when one is here already. */
function useGoToHash(): void {
  const location = useLocation();
  useEffect(() => {
    if (!location.hash) return;
    // After the shell, or a dialog that closes, has put the focus elsewhere.
    const timer = setTimeout(() => document.getElementById(location.hash)?.focus(), 200);
    return () => clearTimeout(timer);
  }, [location]);
}
