/**
 * The text goes to the clipboard first: Zalo takes the picture of a share and drops the words. Then the system's sheet opens, with the picture
 * where the phone can; without a sheet the copied text is what there is.
 */
export async function passOn(text: string, picture: File | null): Promise<'shared' | 'copied' | 'nothing'> {
  const copied = await copy(text);
  const whole: ShareData = { text, ...(picture ? { files: [picture] } : {}) };
  const data = picture && !navigator.canShare?.(whole) ? { text } : whole;
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share(data);
      return 'shared';
    } catch {
      /* Put away, or not allowed here: the copy is still there. */
    }
  }
  return copied ? 'copied' : 'nothing';
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
