// One configuration for the whole workspace: `unit` is pure, `integration` runs on the real MongoDB and Kafka, `e2e` drives the product.
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      target: 'es2022',
      keepClassNames: true,
    },
    // `import()` stays a real import: ECMAScript-only packages are loaded with it.
    module: { type: 'commonjs', ignoreDynamic: true },
    sourceMaps: 'inline',
  },
]
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@anamnese/source', 'node', 'node-addons', 'require'] },
  transform: { '^.+\\.(t|j|mj)sx?$': swc },
  // Packages published as ECMAScript modules only, which Jest cannot require() as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|ulid|@sinclair)/)'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/var/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/var/'],
}
module.exports = {
  testTimeout: 20_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts', '**/*.spec.tsx'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['**/*.int-spec.ts'],
      globalSetup: '<rootDir>/libs/platform/testing/jest/global-setup.cjs',
      globalTeardown: '<rootDir>/libs/platform/testing/jest/global-teardown.cjs',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/libs/platform/testing/jest/e2e-setup.cjs',
      globalTeardown: '<rootDir>/libs/platform/testing/jest/e2e-teardown.cjs',
    },
  ],
}
