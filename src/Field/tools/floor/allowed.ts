/**
 * Names above the floor that may stand in the built app, and why. Whoever adds one has seen the app do its work in an engine without it: a guard
 * at each use, or a name that only looks like the platform's.
 */
export const allowedNames: Record<string, string> = {
  BarcodeDetector: 'canScan() asks first; without it the code is typed',
  '.detect': 'of BarcodeDetector',
  'navigator.share': 'news/share.ts asks first, else it copies',
  '.canShare': 'news/share.ts asks first',
  speechSynthesis: 'guides/speech.ts asks first; without it no button is shown',
  'speechSynthesis.getVoices': 'as above',
  'speechSynthesis.cancel': 'as above',
  'speechSynthesis.speak': 'as above',
  SpeechSynthesisUtterance: 'as above',
  '.localService': 'of a voice',
  '.voice': 'of an utterance',
  '.rate': 'of an utterance',
  '.addRoutes': 'sw.ts asks first; without it the worker answers itself',
  '.moveBefore': 'Preact asks first',
  'Symbol.dispose': 'a key that nobody asks for where it is undefined (signals)',
  '.dispose': 'of signals',
  '.subscribe': 'of signals',
  '.displayName': 'of Preact',
  '.margin': 'of the QR code',
  '.path': 'of the wire',
  '.results': 'of the wire',
  '.subject': 'of the wire',
  '.windows': 'of the wire',
  '.level': 'of the wire',
  '.to': 'of the wire',
};

/** Looks that an older engine simply does not have, and nothing is lost by it. */
export const allowedLooks: Record<string, string> = {
  ':focus-visible': 'the browser draws its own ring',
  'accent-color': 'the colour of a tick',
  'color-scheme': 'the colour of scroll bars and of native fields',
  'color-scheme: dark': 'as above',
  'color-scheme: light': 'as above',
  'content-visibility': 'words that are invisible are laid out all the same',
  'content-visibility: hidden': 'as above',
  'forced-color-adjust': 'only where the system chooses the colours, which older engines do not',
  'forced-color-adjust: none': 'as above',
  'scrollbar-width': 'a bar is seen',
  'scrollbar-width: none': 'a bar is seen',
  'cursor: pointer': 'no mouse',
};
