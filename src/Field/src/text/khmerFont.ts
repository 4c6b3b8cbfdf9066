import noto from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2?url';

/** Android has Khmer letters since 2014; a few cheap phones and old tablets do not, and only they fetch 23 kB for it. */
export async function ensureKhmer(): Promise<void> {
  if (hasKhmer()) return;
  const face = new FontFace('Noto Sans Khmer', `url(${noto})`, { unicodeRange: 'U+1780-17FF, U+19E0-19FF, U+200B-200C, U+25CC' });
  document.fonts.add(await face.load());
}

/** A phone without the letters draws the same empty box for a letter as for a place that Unicode leaves empty. */
function hasKhmer(): boolean {
  const pixels = (text: string): string => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 32;
    const context = canvas.getContext('2d')!;
    context.font = '24px sans-serif';
    context.fillText(text, 2, 26);
    return context.getImageData(0, 0, 32, 32).data.join();
  };
  return pixels('ក') !== pixels('\u17FE');
}
