import { assert } from '#modules/kernel/errors.ts'
import { TEMPLATES } from './case-templates.ts'
import { checkScenario } from './check-scenario.ts'
import type { CaseForm, Question, Scenario, ScenarioNode } from './shared.ts'

/** Cases are about this outcome, which no course has. */
const OUTCOME = 'this-week'

/**
 * What was heard, as a scenario of a minute and one question. Whatever is chosen, it ends well: with
 * the money kept, or with the call to 165.
 */
export function buildCase(form: CaseForm): { scenario: Scenario; question: Question } {
  const { channel, note, time } = TEMPLATES[form.template]
  const scenario: Scenario = {
    id: `s-${form.id}`,
    outcome: OUTCOME,
    about: 'scam',
    channel,
    title: form.title,
    from: form.from,
    note,
    time,
    start: 'said',
    nodes: [...opening(form), ...rescue(form), ...endings],
  }
  checkScenario(scenario, (problem) => assert(false, `a case can be played: ${problem}`))
  return { scenario, question: questionOf(form) }
}

function opening(form: CaseForm): ScenarioNode[] {
  const { speaks, stop, ask, give } = TEMPLATES[form.template]
  const option = (id: string, { text, icon, sets }: typeof stop, next: string) => ({
    ...{ id, text, icon, next },
    ...(sets.length > 0 && { sets }),
  })
  return [
    { id: 'said', kind: speaks, speaker: 'them', text: form.said, next: 'wanted' },
    {
      id: 'wanted',
      kind: speaks,
      speaker: 'them',
      text: form.wanted,
      flag: form.gaveAway,
      next: 'choose',
    },
    {
      id: 'choose',
      kind: 'choice',
      text: '你會怎麼做？',
      isRescue: false,
      options: [
        option('stop', stop, 'stopped'),
        option('ask', ask, 'asked'),
        option('give', give, 'given'),
      ],
    },
    { id: 'stopped', kind: 'reveal', text: stop.after, next: 'end-safe' },
    { id: 'asked', kind: 'reveal', text: ask.after, next: 'end-safe' },
    { id: 'given', kind: 'pause', text: give.after, next: 'rescue' },
  ]
}

const rescue = ({ template }: CaseForm): ScenarioNode[] => [
  {
    id: 'rescue',
    kind: 'choice',
    text: '現在最重要的是快。先打哪裡？',
    isRescue: true,
    options: [
      { id: 'call-165', text: '打 165', icon: 'phone', next: 'dial-165' },
      {
        id: 'call-bank',
        text: '打自己的銀行',
        icon: 'bank',
        sets: ['called_bank'],
        next: 'bank-says',
      },
      { id: 'wait', text: '先等一等', icon: 'wait', next: 'waiting' },
    ],
  },
  {
    id: 'waiting',
    kind: 'reveal',
    text: '等得越久，越難拿回來。現在打還來得及。',
    next: 'rescue',
  },
  { id: 'bank-says', kind: 'reveal', text: '銀行說：我們先看，請您再打 165。', next: 'dial-165' },
  {
    id: 'dial-165',
    kind: 'dial',
    number: '165',
    text: '按 1、6、5，再按撥出。',
    answer: '165 您好。您打得快，我們一起處理。',
    sets: ['called_165'],
    next: 'afterwards',
  },
  {
    id: 'afterwards',
    kind: 'reveal',
    text: TEMPLATES[template].afterwards,
    next: 'end-rescued',
  },
]

const endings: ScenarioNode[] = [
  { id: 'end-safe', kind: 'end', ending: 'safe', text: '沒有事。你先停、再問，做得很好。' },
  {
    id: 'end-rescued',
    kind: 'end',
    ending: 'rescued',
    text: '你馬上打 165，這是最要緊的一步。',
  },
]

/** Asked in the review. To ask somebody is right as well, so it is not offered beside the other. */
function questionOf({ id, template, from, said, wanted, gaveAway }: CaseForm): Question {
  const { stop, give } = TEMPLATES[template]
  return {
    id: `q-${id}`,
    outcome: OUTCOME,
    about: 'scam',
    kind: 'single',
    text: `${from}：「${said}」「${wanted}」你先做什麼？`,
    explain: `露出馬腳的地方：${gaveAway}`,
    options: [
      { id: 'stop', text: stop.text, icon: stop.icon, isRight: true, feedback: stop.feedback },
      { id: 'give', text: give.text, icon: give.icon, isRight: false, feedback: give.feedback },
      {
        id: 'talk',
        text: '再跟他多說幾句',
        icon: 'wait',
        isRight: false,
        feedback: '他會越說越像真的。先停下來最好。',
      },
    ],
  }
}
