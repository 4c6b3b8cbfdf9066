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

/** What somebody types to find a door: digits of any keyboard, and a number from abroad as it is kept here. */
export function asked(text: string): string {
  return fold(text)
    .replace(/[\u17e0-\u17e9]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0x17b0))
    .replace(/^(?:\+|00)84[ .-]*0?/, '0');
}

/** Every word of the query begins or continues a word of the text. */
export function matches(key: string, query: string): boolean {
  return query.split(' ').every(word => key.includes(word));
}
