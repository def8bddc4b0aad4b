'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonSize, type ButtonVariant, IconButton } from './button';

const SHOWN_MS = 2000;

/**
 * Copies `text`. `label` stays its accessible name (*Copy key*); that it was copied is shown and announced beside it.
 */
export function CopyButton({
  text,
  label = 'Copy',
  iconOnly = false,
  variant,
  size = 'sm',
}: {
  text: string;
  label?: string;
  iconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => setSaid((await copyText(text)) ? 'Copied' : 'Select it and press Ctrl+C');
  const icon = said === 'Copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;

  return (
    <span className="relative inline-flex">
      {iconOnly ? (
        <IconButton label={label} icon={icon} size={size} {...(variant && { variant })} onClick={copy} />
      ) : (
        <Button size={size} {...(variant && { variant })} onClick={copy}>
          {icon}
          {label}
        </Button>
      )}
      <span role="status" className="copy-done">
        {said}
      </span>
    </span>
  );
}

/** The clipboard is closed to pages that are neither https nor localhost; there the old way still works. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  const wasCopied = document.execCommand('copy');
  area.remove();
  return wasCopied;
}
