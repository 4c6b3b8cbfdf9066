/**
 * Twelve digits in a row, however they are spaced, are a citizen's number; the teams must not collect it, so no free text takes it.
 * Phone numbers have ten or eleven digits and pass.
 */
export function holdsCitizenNumber(text: string): boolean {
  return /(?<!\d)\d(?:[ .\u00a0-]?\d){11}(?!\d)/.test(text);
}

/** 0 + nine digits, spaces and dots allowed while typing; null when it is not a Vietnamese phone number. */
export function cleanPhone(text: string): string | null {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(\+84|0084|84(?=\d{9}$))/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : null;
}
