import nx from '@nx/eslint-plugin'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

const infrastructure = [
  { name: 'mongoose', message: 'mongoose belongs to libs/platform and to *.schema.ts and *.repository.ts files.' },
  { name: 'mongodb', message: 'Go through mongoose, in libs/platform and in *.schema.ts and *.repository.ts files.' },
]
const broker = { name: 'kafkajs', message: 'kafkajs belongs to libs/platform/messaging: publish through the outbox.' }

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'var/**',
      '.nx/**',
      'coverage/**',
      '**/*.cjs',
      '**/*.mjs',
      'apps/web/vite.config.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off', // an interface may be asynchronous where one of its strategies is not
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // option objects of mongoose and Nest are typed as classes
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      eqeqeq: ['error', 'always'],
      'no-restricted-imports': ['error', { paths: [...infrastructure, broker] }],
      'max-lines': ['error', { max: 400 }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain'] },
            { sourceTag: 'type:interop', onlyDependOnLibsWithTags: ['type:interop', 'type:domain'] },
            { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:contracts', 'type:domain'] },
            {
              sourceTag: 'type:platform',
              onlyDependOnLibsWithTags: ['type:platform', 'type:contracts', 'type:interop', 'type:domain'],
            },
            {
              sourceTag: 'type:app',
              onlyDependOnLibsWithTags: ['type:platform', 'type:contracts', 'type:interop', 'type:domain'],
            },
            {
              sourceTag: 'type:tool',
              onlyDependOnLibsWithTags: ['type:tool', 'type:platform', 'type:contracts', 'type:interop', 'type:domain'],
            },
            { sourceTag: 'scope:service', notDependOnLibsWithTags: ['scope:tools'] },
            {
              sourceTag: 'scope:interop',
              onlyDependOnLibsWithTags: ['scope:interop', 'scope:shared'],
              bannedExternalImports: ['@nestjs/*', 'mongoose', 'kafkajs'],
            },
            {
              sourceTag: 'scope:shared',
              onlyDependOnLibsWithTags: ['scope:shared'],
              bannedExternalImports: ['@nestjs/*', 'mongoose', 'kafkajs'],
            },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/platform/**/*.ts', '**/*.schema.ts', '**/*.repository.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [broker] }] },
  },
  { files: ['libs/platform/messaging/**/*.ts', 'tools/bench/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
)
