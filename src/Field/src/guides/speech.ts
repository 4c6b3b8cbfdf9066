import { signal } from '@preact/signals';

export const speaking = signal(false);
const voices = signal<SpeechSynthesisVoice[]>([]);

if ('speechSynthesis' in window) {
  const read = (): void => {
    voices.value = speechSynthesis.getVoices();
  };
  read();
  // Older iPhones know the event, but no addEventListener here.
  speechSynthesis.onvoiceschanged = read;
}

/** Only voices that live on the phone: a network voice would send the text away and be silent at the door. */
const voiceFor = (language: string): SpeechSynthesisVoice | undefined =>
  voices.value.find(voice => voice.localService && voice.lang.toLowerCase().startsWith(language));

export const canSpeak = (language: string): boolean => voiceFor(language) !== undefined;

export function readAloud(text: string, language: string): void {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voiceFor(language) ?? null;
  utterance.lang = utterance.voice?.lang ?? language;
  utterance.rate = 0.9;
  utterance.onend = utterance.onerror = () => {
    speaking.value = false;
  };
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  speaking.value = true;
}

export function hush(): void {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
  speaking.value = false;
}
