import { z } from 'zod'
import type { PolicyEvidence } from '../findings/evidence/policy.ts'

const policyTry = z.object({
  from: z.string(),
  to: z.string(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']),
  port: z.number(),
  sameNode: z.boolean(),
  expected: z.enum(['open', 'blocked', 'undefined']),
  observed: z.enum(['open', 'refused', 'dropped', 'error']),
  verdict: z.enum(['match', 'bypass', 'overblock', 'unreachable', 'spec-exception', 'unknown']),
  basis: z.enum([
    'policy',
    'no-policy',
    'own-node',
    'host-network',
    'rewritten-address',
    'loopback',
    'pod-address',
    'cni-api',
  ]),
  decidedBy: z.array(z.string()),
  note: z.string().optional(),
})

const policyCase = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['standard', 'dynamic', 'shown', 'api', 'own']),
  policies: z.string(),
  outcome: z.enum(['match', 'not-enforced', 'deviates', 'shown', 'not-applicable', 'unknown']),
  explanation: z.string().optional(),
  tries: z.array(policyTry),
  enforceMs: z.number().optional(),
  releaseMs: z.number().optional(),
})

const spread = z.object({ n: z.number(), median: z.number(), min: z.number(), max: z.number() })

export const policySchema: z.ZodType<PolicyEvidence> = z.object({
  variant: z.string(),
  gate: z.object({ open: z.boolean(), explanation: z.string() }),
  enforcement: z.enum(['full', 'partial', 'none', 'unknown']),
  counts: z.object({
    judged: z.number(),
    match: z.number(),
    notEnforced: z.number(),
    deviating: z.number(),
    unknown: z.number(),
  }),
  cases: z.array(policyCase),
  enforceMs: spread.optional(),
  releaseMs: spread.optional(),
  establishedConnection: z.enum(['kept', 'cut', 'unknown']),
  sentence: z.string(),
})
