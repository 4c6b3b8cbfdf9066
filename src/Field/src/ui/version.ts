/** What this app calls itself: the release, and in a build the hash of its code, which tells two builds of one release apart. */
export const version = `${__RELEASE__}${/index-([\w-]+)\.js/.exec(import.meta.url)?.[1]?.replace(/^/, '+') ?? ''}`;
