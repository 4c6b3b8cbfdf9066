import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export function launch(): Promise<Browser>;
export function serve(folder?: string): Promise<{ address: string; codes: string[]; memberCode: string; close: () => Promise<unknown> }>;
export const phone: BrowserContextOptions;
export function typePin(page: Page, pin?: string): Promise<void>;
export function enrol(page: Page, address: string, code: string): Promise<void>;
