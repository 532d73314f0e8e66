import type { PolicyEvidence } from '../evidence/policy.ts'
import { layer7Case } from '../policy/layer7-case.ts'
import { counted } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import {
  allSeenIn,
  confirmed,
  fromProject,
  judged,
  notLookedAt,
  ofCni,
  seenIn,
  sentence,
  type Judgement,
  type RowRules,
} from './rule.ts'

export const policyRules: RowRules = { flannel: limited, calico: full, cilium: toLayer7 }

const addOn = fromProject(
  'Flannel, chart/kube-flannel: netpol.enabled adds kube-network-policies, another project’s program; it is off.',
)

function limited(grounds: ClaimGrounds): Judgement {
  const policy = judgedPolicy(grounds, 'flannel')
  if ('verdict' in policy) return policy
  const link = seenIn('policy', policy.variant)
  switch (policy.enforcement) {
    case 'none': {
      const because = `${policy.variant} enforces not a part but nothing: the API server takes policies, and ${unenforced(policy)}.`
      return judged('refuted', because, [link, addOn])
    }
    case 'partial':
      if (policy.counts.match === 0) return judged('refuted', noCase(policy), [link, addOn])
      return confirmed(`${policy.variant} enforces a part: ${matches(policy)}.`, link)
    case 'full':
      return judged('refuted', `${policy.variant} enforces all that was tried: ${matches(policy)}.`, [link])
    case 'unknown':
      return undecided(policy)
  }
}

function full(grounds: ClaimGrounds): Judgement {
  const policy = judgedPolicy(grounds, 'calico')
  return 'verdict' in policy ? policy : networkPolicyOf(policy)
}

function networkPolicyOf(policy: PolicyEvidence): Judgement {
  const link = seenIn('policy', policy.variant)
  switch (policy.enforcement) {
    case 'full':
      return confirmed(`${policy.variant} enforces what was tried: ${matches(policy)}.`, link)
    case 'partial':
      if (policy.counts.match === 0) return judged('refuted', noCase(policy), [link])
      return judged('partly', `${policy.variant} does not enforce all: ${matches(policy)}.`, [link])
    case 'none':
      return judged('refuted', `${policy.variant} enforces nothing: ${unenforced(policy)}.`, [link])
    case 'unknown':
      return undecided(policy)
  }
}

/** Layers 3 and 4 by the standard cases, layer 7 by the case with HTTP rules in Cilium's own API. */
function toLayer7(grounds: ClaimGrounds): Judgement {
  const policy = judgedPolicy(grounds, 'cilium')
  if ('verdict' in policy) return policy
  const lower = networkPolicyOf(policy)
  if (lower.verdict !== 'confirmed' && lower.verdict !== 'partly') return lower
  const upper = layer7Of(policy)
  const because = `Layers 3 and 4: ${lower.because} Layer 7: ${upper.because}`
  const link = seenIn('policy', policy.variant)
  return lower.verdict === 'confirmed' && upper.isShown ? confirmed(because, link) : judged('partly', because, [link])
}

function layer7Of(policy: PolicyEvidence): { readonly isShown: boolean; readonly because: string } {
  const http = layer7Case(policy)
  if (!http) return { isShown: false, because: 'not tried in this run.' }
  const why = http.explanation ? ` ${sentence(http.explanation)}` : ''
  switch (http.outcome) {
    case 'match':
      return { isShown: true, because: 'HTTP rules are enforced as documented.' }
    case 'not-enforced':
      return { isShown: false, because: `HTTP rules are not enforced.${why}` }
    case 'deviates':
      return { isShown: false, because: `HTTP rules are not enforced as documented.${why}` }
    case 'not-applicable':
      return { isShown: false, because: `not tested here.${why}` }
    case 'shown':
    case 'unknown':
      return { isShown: false, because: `no result.${why}` }
  }
}

/** The first variant of a CNI whose cases can be judged at all, or why there is none. */
function judgedPolicy(grounds: ClaimGrounds, cni: 'flannel' | 'calico' | 'cilium'): PolicyEvidence | Judgement {
  const all = ofCni(grounds, cni, grounds.evidence.policy)
  const open = all.filter(({ gate }) => gate.open)
  const [policy] = [...open.filter(({ enforcement }) => enforcement !== 'unknown'), ...open]
  if (policy) return policy
  const [closed] = all
  return closed
    ? judged(
        'not-tested',
        `Without any policy not all was open: ${sentence(closed.gate.explanation)}`,
        allSeenIn('policy', all),
      )
    : notLookedAt(grounds, cni, 'policy')
}

const undecided = ({ variant, sentence: found }: PolicyEvidence): Judgement =>
  judged('not-tested', `The cases on ${variant} decide nothing. ${found}`, [seenIn('policy', variant)])

/** A try that came to nothing in a case that is open otherwise may be a packet lost: it shows no enforcement. */
const noCase = (policy: PolicyEvidence): string =>
  `${policy.variant} enforces no case as a whole: ${unenforced(policy)}, and in part in ${String(policy.counts.deviating)}.`

const matches = ({ counts }: PolicyEvidence): string => {
  const unknown = counts.unknown > 0 ? `, ${String(counts.unknown)} without a result` : ''
  return `${String(counts.match)} of ${counted(counts.judged, 'case')} as the specification has it${unknown}`
}

const unenforced = ({ counts }: PolicyEvidence): string =>
  `what must be blocked was open in ${String(counts.notEnforced)} of ${counted(counts.judged, 'case')}`
