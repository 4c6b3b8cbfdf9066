const own = (document.currentScript as HTMLScriptElement | null)?.src ?? '';

/** What this app calls itself: the release, and in a build the hash of its code, which tells two builds of one release apart. */
export const version = `${__RELEASE__}${/index-([\w-]+)\.js/.exec(own)?.[1]?.replace(/^/, '+') ?? ''}`;
