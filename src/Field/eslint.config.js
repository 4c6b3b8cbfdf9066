import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['node_modules/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-globals': ['error', { name: 'alert', message: 'Speak through ui/Toast or a sheet.' }],
      // A day is the legal day of Việt Nam and a moment comes from the injected clock; see store/clock.ts.
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from store/clock.ts.' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Take the time from store/clock.ts.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Take chance from crypto or an injected function.',
        },
      ],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['src/store/**', 'src/sync/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['preact', 'preact/*', '@preact/signals', '**/ui/**', '**/text/**'],
              message: 'store/ and sync/ know nothing of the screen.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['public/floor.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { window: 'readonly', document: 'readonly', location: 'readonly', localStorage: 'readonly', crypto: 'readonly' },
    },
    rules: { '@typescript-eslint/no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
  {
    files: ['tools/**', 'test/**', '*.ts', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
        document: 'readonly',
        window: 'readonly',
        localStorage: 'readonly',
        innerWidth: 'readonly',
        performance: 'readonly',
        location: 'readonly',
        fetch: 'readonly',
        navigator: 'readonly',
        indexedDB: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
);
