/**
 * The key that search compares: small letters without Latin marks, đ as d, so that "thach dam" finds "Thạch Đậm". Khmer vowels are
 * combining marks too, and taking them away would make other words: only the marks of Latin letters go. Zero-width spaces, which Khmer
 * text uses to break lines, are no part of a word.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u200b\u200c\ufeff]/g, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Every word of the query begins or continues a word of the text. */
export function matches(key: string, query: string): boolean {
  return query.split(' ').every(word => key.includes(word));
}
