declare module 'virtual:icons' {
  const drawings: Record<string, string>;
  export default drawings;
}

/** "version" of package.json, put in by the build. */
declare const __RELEASE__: string;
