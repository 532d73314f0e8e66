export * from '../words/en/quantity.ts'
