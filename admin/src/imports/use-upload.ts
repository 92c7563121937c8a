// Sends a file in parts. A part that fails is tried again; when it keeps failing, what was sent stays and sending goes on
// from there.

import { NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import { createImport, importLimits, putImportPart, readImport } from '@pr8werk/shared/imports.ts';
import { useRef, useState } from 'react';
import { call } from '../http.ts';
import { failureOf } from '../ui/use-form.ts';
import { type T, useT } from './words.ts';

export interface Sending {
  fileName: string;
  /** 0–1 */
  share: number;
  fault: string | null;
}

const tries = 3;

export function useUpload(programme: string, onSent: (id: string) => void) {
  const t = useT();
  const [sending, setSending] = useState<Sending | null>(null);
  const begun = useRef<{ file: File; id: string; next: number } | null>(null);

  async function run(): Promise<void> {
    const it = begun.current!;
    const parts = Math.ceil(it.file.size / importLimits.partBytes);
    setSending({ fileName: it.file.name, share: it.next / parts, fault: null });
    try {
      for (; it.next < parts; it.next++) {
        await sendPart(programme, it.id, it.file, it.next);
        setSending({ fileName: it.file.name, share: (it.next + 1) / parts, fault: null });
      }
      await call(readImport, { params: { programme, import: it.id } });
      onSent(it.id);
    } catch (error) {
      setSending({ fileName: it.file.name, share: it.next / parts, fault: sayFault(error, t) });
    }
  }

  return {
    sending,
    async send(file: File): Promise<void> {
      const name = file.name.slice(0, 200);
      setSending({ fileName: name, share: 0, fault: null });
      try {
        const { id } = await call(createImport, {
          params: { programme },
          body: { fileName: name, fileSize: file.size },
        });
        begun.current = { file, id, next: 0 };
      } catch (error) {
        setSending({ fileName: name, share: 0, fault: sayFault(error, t) });
        return;
      }
      await run();
    },
    canGoOn: begun.current !== null,
    goOn: run,
  };
}

function sayFault(error: unknown, t: T): string {
  return error instanceof ProblemError ? error.problem.detail : failureOf(error, t).message;
}

async function sendPart(programme: string, id: string, file: File, part: number): Promise<void> {
  const from = part * importLimits.partBytes;
  const content = await base64Of(file.slice(from, from + importLimits.partBytes));
  for (let left = tries; ; left--) {
    try {
      await call(putImportPart, { params: { programme, import: id, part: String(part) }, body: { content } });
      return;
    } catch (error) {
      if (!(error instanceof NoAnswerError) || left === 1) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000 * (tries + 1 - left)));
    }
  }
}

function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}
