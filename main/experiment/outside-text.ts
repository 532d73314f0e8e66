import { z } from 'zod'

/** Libraries keep names as keys of objects, where `__proto__` reaches every object of the program and `constructor` is there already. */
const isFreeKey = (text: string): boolean => !(text in Object.prototype)

/** Of a variant, a CNI, a probe, a case or a metric, in what is read from outside. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][\w.+/@:=,{}-]{0,127}$/, 'not an id')
  .refine(isFreeKey, 'not an id')

const longestTitle = 500

/** What charts and tables are labelled with. */
export const titleSchema = z.string().max(longestTitle).refine(isFreeKey, 'not a title')
