/** Browsers within Zalo, Facebook and the like, and Android's bare web view: what is kept there goes with the chat, and has no icon on the phone. */
export const isWithinAnApp = (agent: string): boolean =>
  /\bZalo|FBAN|FBAV|FB_IAB|Instagram|Messenger|\bLine\/|TikTok|musical_ly|MicroMessenger|; wv\)/i.test(agent);

/** Only Safari on iPhones and iPads knows whether a page was opened from the home screen; whatever it keeps for other pages goes after seven days. */
export const isInSafari = (asked: Navigator & { standalone?: boolean }): boolean => asked.standalone === false;
