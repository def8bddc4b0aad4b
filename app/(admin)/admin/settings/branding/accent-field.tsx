'use client';

import { useState } from 'react';
import { ContrastCheck } from '@/components/theme/contrast-check';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** The accent colour, typed or picked, and at once how well it reads in both themes. */
export function AccentField({ accent }: { accent: string }) {
  const [typed, setTyped] = useState(accent);
  const isColour = /^#[\da-f]{6}$/i.test(typed);
  return (
    <div className="grid gap-3">
      <Field name="accent" label="Accent colour" hint="Of buttons, links and the portal’s own sign.">
        <div className="flex items-center gap-2">
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value.trim())}
            maxLength={7}
            spellCheck={false}
            className="max-w-32 font-mono"
          />
          <input
            type="color"
            aria-label="Pick the accent colour"
            value={isColour ? typed : '#000000'}
            onChange={(event) => setTyped(event.target.value)}
            className="noscript:hidden size-10 cursor-pointer rounded-md border border-line-strong bg-surface p-1"
          />
        </div>
      </Field>
      <ContrastCheck accent={typed} />
    </div>
  );
}
