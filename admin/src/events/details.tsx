// The data of a meeting as one form. It keeps what somebody typed whatever happens meanwhile: another's change, an
// ended session, a refusal.

import { changeEvent, type EventPatch, type EventView } from '@pr8werk/shared/events.ts';
import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { isRefusal, send } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { Form } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { Row, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { DetailsFields } from './details-fields.tsx';
import { type EventValues, patchOf, valuesOf } from './event-form.ts';
import css from './events.module.css';
import { MergeChanges } from './merge-changes.tsx';
import { AllAbout } from './overview.tsx';
import { PagePreview } from './page-preview.tsx';
import { eventQuery } from './queries.ts';

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
  const draft = useKeptDraft(`event.${base.body.id}`, form);
  const takeOver = (next: Answer, kept: { typed: boolean; except?: readonly string[] }) => {
    setBase(next);
    setStaleBy(null);
    form.restart(valuesOf(next.body), { keepTyped: kept.typed, except: kept.except ?? [] });
  };
  const isBehind = fresh.body.version > base.body.version;
  // Nobody typed here yet: follow what others save, without a word.
  useEffect(() => {
    if (isBehind && !form.isDirty) takeOver(fresh, { typed: false });
  });
  useGoToHash();
  const save = useSave(
    programme,
    base,
    (next) => {
      takeOver(next, { typed: false });
      draft.clear();
    },
    { onStale: setStaleBy, onFail: (error) => refuse(error) },
  );
  const tooFew = () => t('events.capacity-below', { count: fresh.body.confirmed });
  const refuse = (error: unknown) =>
    isRefusal(error, 'capacity-below-confirmed') ? form.setErrors({ capacity: tooFew() }) : form.fail(error);
  /** What is typed as a patch, with the faults that are known here at their fields. */
  const read = async () => {
    const { patch, errors } = patchOf(form.values, form.initial, base.body.timeZone, t);
    const faults = { ...(await faultsIn(changeEvent.schema.body, patch, t)), ...errors };
    if (typeof patch.capacity === 'number' && patch.capacity < fresh.body.confirmed) faults.capacity ??= tooFew();
    if (Object.keys(patch).length === 0 && Object.keys(errors).length === 0) return { patch: null, faults: {} };
    return { patch, faults };
  };
  const submit = async () => {
    const { patch, faults } = await read();
    if (Object.keys(faults).length > 0) return form.setErrors(faults);
    if (patch) return save.mutate(patch);
    takeOver(base, { typed: false });
    draft.clear();
    showToast({ message: t('events.nothing-changed') });
  };
  const discard = () => {
    takeOver(fresh, { typed: false });
    draft.clear();
  };
  return (
    <Stack gap={5}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={base.body.timeZone} />
      <Form form={form} onSubmit={submit} gap={5} label={t('events.details')}>
        <DetailsFields form={form} event={{ ...base.body, confirmed: fresh.body.confirmed }} programme={programme} />
        <div className={css.bottom} data-bottom-bar data-dirty={form.isDirty}>
          {form.isDirty && (staleBy || isBehind) && (
            <MergeChanges
              form={form}
              changed={staleBy ?? null}
              programme={programme}
              event={base.body.id}
              onTake={(next, except) => {
                takeOver(next, { typed: true, except });
                showToast({ message: t('ui.merged') });
              }}
            />
          )}
          <SaveBar isDirty={form.isDirty} isBusy={save.isPending} onDiscard={discard} />
        </div>
      </Form>
      <PagePreview event={base.body} programme={programme} read={read} onFaults={form.setErrors} />
    </Stack>
  );
}

function SaveBar({ isDirty, isBusy, onDiscard }: { isDirty: boolean; isBusy: boolean; onDiscard: () => void }) {
  const t = useT();
  return (
    <div className={css.saveBar}>
      <span className={css.saveText} role="status">
        {isDirty ? t('events.unsaved') : t('events.all-saved')}
      </span>
      <Row gap={2}>
        <Button look="quiet" disabled={!isDirty} onClick={onDiscard}>
          {t('events.discard')}
        </Button>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t('ui.save')}
        </Button>
      </Row>
    </div>
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
