import type { Bytes } from '../store/media.ts';

const longest = 1280;

/** A screenshot or photo, drawn anew: small enough for 2G, and without the place that a camera writes into it. */
export async function shrink(file: Blob): Promise<{ type: string; bytes: Bytes }> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', 0.72));
  if (!blob) throw new Error('no picture');
  return { type: 'image/jpeg', bytes: new Uint8Array(await blob.arrayBuffer()) };
}
