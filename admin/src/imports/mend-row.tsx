import {
  fixImportRow,
  type ImportField,
  type ImportRowView,
  type ImportView,
  importFields,
} from '@pr8werk/shared/imports.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import css from './imports.module.css';
import { useT } from './words.ts';

interface Props {
  view: ImportView;
  row: ImportRowView;
  programme: string;
  onDone: () => void;
}

export function MendRow({ view, row, programme, onDone }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const used = importFields.filter((field) => view.columns.some((it) => it.field === field));
  const form = useForm<Partial<Record<ImportField, string>>>(
    Object.fromEntries(used.map((field) => [field, row.values[field] ?? ''])),
  );
  const mend = useMutation({
    mutationFn: () => {
      const values = Object.fromEntries(
        used.filter((it) => form.values[it] !== form.initial[it]).map((it) => [it, form.values[it]!.trim()]),
      );
      return call(fixImportRow, { params: { programme, import: view.id, row: row.row }, body: { values } });
    },
    onSuccess: async () => {
      form.letGo();
      await queryClient.invalidateQueries({ queryKey: ['import', programme, view.id] });
      showToast({ message: t('imports.mended', { row: row.row }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const faultOf = (field: ImportField) => row.remarks.find((it) => it.isFault && it.field === field)?.detail;
  const others = row.remarks.filter((it) => it.field === null || !used.includes(it.field));
  return (
    <Form form={form} onSubmit={() => mend.mutate()}>
      <p className="pr-soft">{t('imports.mend-intro')}</p>
      {others.length > 0 && (
        <ul className={css.remarks}>
          {others.map((it) => (
            <li key={it.code}>{it.detail}</li>
          ))}
        </ul>
      )}
      {used.map((field) => {
        const { value = '', error, ...rest } = form.field(field);
        const fault = value === form.initial[field] ? faultOf(field) : undefined;
        return (
          <TextField
            key={field}
            {...rest}
            value={value}
            error={error ?? fault}
            label={t(`imports.field.${field}`)}
            autoComplete="off"
          />
        );
      })}
      <FormFooter>
        <Button type="submit" look="primary" isBusy={mend.isPending}>
          {t('ui.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}
