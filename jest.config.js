/** Tests run as ES modules, turned by swc; types are the business of `npm run check`. */
export default {
  testEnvironment: '<rootDir>/tests/helpers/plain-environment.ts',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      // Maps beside the code, not in it: else all of it is read three times over.
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: true,
      },
    ],
  },
  // The package is extensionless ESM, which neither Node nor jest can import by name.
  moduleNameMapper: { '^adaptivecards$': '<rootDir>/node_modules/adaptivecards/dist/adaptivecards.js' },
  globalSetup: '<rootDir>/tests/helpers/start-postgres.ts',
  globalTeardown: '<rootDir>/tests/helpers/stop-postgres.ts',
  testTimeout: 30_000,
  // Two cores, two workers: jest would leave one idle.
  maxWorkers: '100%',
}
