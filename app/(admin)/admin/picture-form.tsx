'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast';

const UNREACHED = 'The portal did not answer. Check your connection and try again.';

type Props = {
  action: string;
  /** The form's and the field's names. */
  name: string;
  label: string;
  button: string;
  /** What a good picture for this place is, behind what every picture may be. */
  advice?: string;
  /** Told when it is there. */
  done: string;
};

/** Uploads a picture; a plain form without JavaScript. */
export function PictureForm({ action, name, label, button, advice, done }: Props) {
  const id = useId();
  const { isSending, problem, submit } = useUpload(action, done);
  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="grid gap-3"
      noValidate
      aria-label={name}
    >
      <div className="field">
        <label htmlFor={id} className="field-label">
          {label}
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
          PNG, JPEG, WebP or GIF, up to 2 MB{advice && `; ${advice}`}.
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
          {isSending ? <Spinner /> : <Upload aria-hidden="true" />}
          {button}
        </button>
      </div>
    </form>
  );
}

/** One upload at a time; what was wrong with the last one is kept until the next. */
function useUpload(action: string, done: string) {
  const router = useRouter();
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
    showToast(done);
    router.refresh();
  };
  return { isSending, problem, submit };
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
