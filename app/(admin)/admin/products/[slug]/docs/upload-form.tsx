'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast';

type Props = { action: string; apiName: string; maxBytes: number };

const UNREACHED = 'The portal did not answer. Check your connection and try again.';

/** Sends a document as it is and shows how far it is; a plain form without JavaScript. */
export function UploadForm({ action, apiName, maxBytes }: Props) {
  const router = useRouter();
  /** Of the file, from 0 to 1; null: nothing is under way. */
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sent !== null) return;
    const form = event.currentTarget;
    const file = new FormData(form).get('file');
    if (!(file instanceof File) || file.size === 0) return setProblem('Choose a file first.');
    if (file.size > maxBytes) return setProblem('The file is larger than 32 MB.');
    setProblem(null);
    setSent(0);
    const answer = await send(action, file, setSent);
    setSent(null);
    if (answer.problem !== null) return setProblem(answer.problem);
    form.reset();
    showToast(answer.isNew ? 'Uploaded. It is being read now.' : 'This document is the newest already.');
    router.refresh();
  };

  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="grid gap-3"
      noValidate
    >
      <FileField problem={problem} />
      {sent !== null && <Progress sent={sent} apiName={apiName} />}
      <div>
        <button
          type="submit"
          className={buttonClass({ variant: 'secondary' })}
          aria-disabled={sent !== null || undefined}
          data-pending={sent !== null || undefined}
        >
          {sent === null ? <Upload aria-hidden="true" /> : <Spinner />}
          Upload
        </button>
      </div>
    </form>
  );
}

function FileField({ problem }: { problem: string | null }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        OpenAPI file
      </label>
      <input
        id={id}
        type="file"
        name="file"
        required
        accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
        className="input file-input"
        aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={problem ? true : undefined}
      />
      <p id={`${id}-hint`} className="field-hint">
        OpenAPI 2.0, 3.0 or 3.1 as JSON or YAML, up to 32 MB.
      </p>
      {problem && <FieldError id={`${id}-error`}>{problem}</FieldError>}
    </div>
  );
}

function Progress({ sent, apiName }: { sent: number; apiName: string }) {
  const percent = Math.round(sent * 100);
  return (
    <div className="grid gap-1 text-sm">
      <progress max={100} value={percent} aria-label={`Upload for ${apiName}`} className="h-2 w-full accent-accent" />
      <p role="status" className="text-ink-muted">
        {sent < 1 ? `Uploading: ${percent} %` : 'Uploaded. The portal is keeping it.'}
      </p>
    </div>
  );
}

type Answer = { problem: string } | { problem: null; isNew: boolean };

/** `fetch` cannot tell how much of a body it has sent. */
function send(action: string, file: File, onProgress: (sent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve({ problem: UNREACHED });
    request.onload = () => resolve(read(request));
    request.open('POST', action);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function read(request: XMLHttpRequest): Answer {
  try {
    const { message, isNew } = JSON.parse(request.responseText) as { message?: string; isNew?: boolean };
    if (request.status === 202) return { problem: null, isNew: isNew === true };
    return { problem: message ?? UNREACHED };
  } catch {
    return { problem: UNREACHED };
  }
}
