'use client';

import { ImagePlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast';

const UNREACHED = 'The portal did not answer. Check your connection and try again.';

/** Uploads a picture for the texts of a product; a plain form without JavaScript. */
export function PictureForm({ action }: { action: string }) {
  const router = useRouter();
  const id = useId();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const form = event.currentTarget;
    setSending(true);
    const refused = await send(action, new FormData(form));
    setSending(false);
    setProblem(refused);
    if (refused !== null) return;
    form.reset();
    showToast('The picture is uploaded. Copy its Markdown into the text.');
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
      <div className="field">
        <label htmlFor={id} className="field-label">
          Add a picture
        </label>
        <input
          id={id}
          type="file"
          name="file"
          required
          accept="image/png,image/jpeg,image/webp,image/gif"
          className="input file-input"
          aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={problem ? true : undefined}
        />
        <p id={`${id}-hint`} className="field-hint">
          PNG, JPEG, WebP or GIF, up to 2 MB.
        </p>
        {problem && <FieldError id={`${id}-error`}>{problem}</FieldError>}
      </div>
      <div>
        <button
          type="submit"
          className={buttonClass({ variant: 'secondary', size: 'sm' })}
          aria-disabled={isSending || undefined}
          data-pending={isSending || undefined}
        >
          {isSending ? <Spinner /> : <ImagePlus aria-hidden="true" />}
          Upload
        </button>
      </div>
    </form>
  );
}

/** Answers what was wrong, or null. */
async function send(action: string, body: FormData): Promise<string | null> {
  try {
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (response.ok) return null;
    const { message } = (await response.json()) as { message?: string };
    return message ?? UNREACHED;
  } catch {
    return UNREACHED;
  }
}
