/** What the leader's QR holds (`…/field/#enrol=CODE`), or the code typed with spaces, dashes and small letters. Null when it is neither. */
export function codeFrom(text: string): string | null {
  const code = (/#enrol=([^&]+)/.exec(text)?.[1] ?? text).replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z0-9]{8}$/.test(code) ? code : null;
}

/** "ABCD-2345" while it is typed. */
export function shown(text: string): string {
  const code = text
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 8);
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}

/** "Android 10 · SM-A105G" as the leader will know the phone in the list. */
export function phoneName(agent: string): string {
  const android = /Android ([\d.]+)(?:; ([^;)]+?)(?: Build[^)]*)?)?\)/.exec(agent);
  if (!android) return /iPhone|iPad/.exec(agent)?.[0] ?? 'Trình duyệt';
  const model = android[2] && android[2] !== 'K' && android[2] !== 'wv' ? ` · ${android[2]}` : '';
  return `Android ${android[1]}${model}`;
}
