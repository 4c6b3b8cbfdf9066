import { defineConfig } from 'vitest/config';

// The built app in Chromium: npm run build && npm run test:browser. APP, CODES (of one leader), MEMBER_CODE and APP_TIME name a running server instead of the stand-in.
export default defineConfig({
  test: {
    include: ['test/browser/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { poll: { timeout: 20_000 } },
  },
});
