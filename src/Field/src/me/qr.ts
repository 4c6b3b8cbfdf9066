import { correction, generate } from 'lean-qr/nano';

/** One path of unit squares: sharp at every size, and no picture file. */
export function drawQr(text: string): { size: number; path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let row = 0; row < code.size; row++)
    for (let column = 0; column < code.size; column++) if (code.get(column, row)) path += `M${column} ${row}h1v1h-1z`;
  return { size: code.size, path };
}
