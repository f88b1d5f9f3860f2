import type { Channel, ChoiceIcon, Fact } from './shared-course.ts'

interface Way {
  text: string
  icon: ChoiceIcon
  sets: Fact[]
  /** What follows in the scenario. */
  after: string
  /** What is said to whoever chose it in the question. */
  feedback: string
}

/** A kind of scam, ready for what was heard in class. Learners read it, so it is in zh-TW. */
export interface CaseTemplate {
  id: CaseTemplateId
  channel: Channel
  /** How the other side speaks. */
  speaks: 'message' | 'sms' | 'call'
  note: string
  time: string
  /** The right thing, somebody to ask, and what does harm. */
  stop: Way
  ask: Way
  give: Way
  /** After the call to 165. */
  afterwards: string
}

export const CASE_TEMPLATES = ['hurry', 'link', 'parcel', 'relative'] as const
export type CaseTemplateId = (typeof CASE_TEMPLATES)[number]

const ASK: Way = {
  text: '先問家人或老師',
  icon: 'people',
  sets: ['told_family'],
  after: '問的人說：這個聽起來怪怪的，先不要動。幸好你先問。',
  feedback: '對，先問。',
}

export const TEMPLATES: Record<CaseTemplateId, CaseTemplate> = {
  hurry: {
    id: 'hurry',
    channel: 'call',
    speaks: 'call',
    note: '沒看過的號碼',
    time: '9:40',
    stop: {
      text: '掛斷，自己找電話打去問',
      icon: 'hang_up',
      sets: ['hung_up'],
      after: '你自己找到的電話說：沒有這件事。',
      feedback: '對。掛斷以後，才有時間想。',
    },
    ask: ASK,
    give: {
      text: '照他說的付錢',
      icon: 'money',
      sets: ['paid'],
      after: '錢出去了。再打過去，沒有人接。',
      feedback: '很多人也這樣選。錢轉出去，就很難拿回來。',
    },
    afterwards: '再打給自己的銀行。對話和單據都留著。',
  },
  link: {
    id: 'link',
    channel: 'sms',
    speaks: 'sms',
    note: '裡面有連結',
    time: '14:05',
    stop: {
      text: '不點，自己找電話打去問',
      icon: 'phone',
      sets: [],
      after: '你自己找到的電話說：我們沒有傳這封。',
      feedback: '對。連結不要點，自己去問最清楚。',
    },
    ask: ASK,
    give: {
      text: '點進去，填卡號',
      icon: 'link',
      sets: ['opened_link', 'gave_card'],
      after: '卡號填出去了。手機跳出一筆沒看過的刷卡。',
      feedback: '很多人也這樣選。卡號給出去，別人就能刷。',
    },
    afterwards: '請銀行把卡片停掉，再換一張新的。',
  },
  parcel: {
    id: 'parcel',
    channel: 'parcel',
    speaks: 'message',
    note: '沒有訂過的包裹',
    time: '11:20',
    stop: {
      text: '不收，也不付錢',
      icon: 'no',
      sets: [],
      after: '包裹退回去了。錢還在你這裡。',
      feedback: '對。沒訂的東西，可以不收。',
    },
    ask: { ...ASK, text: '先問家人有沒有訂', after: '家人都說沒有訂。幸好你先問。' },
    give: {
      text: '先付錢收下',
      icon: 'money',
      sets: ['paid'],
      after: '打開一看，不是你要的東西。寄的人找不到。',
      feedback: '很多人也這樣選。付了錢，就找不到寄的人。',
    },
    afterwards: '再打給送貨的公司，說要退錢。單子留著。',
  },
  relative: {
    id: 'relative',
    channel: 'chat',
    speaks: 'message',
    note: '新的帳號，沒說過話',
    time: '19:30',
    stop: {
      text: '打他原來的電話問',
      icon: 'phone',
      sets: ['called_back'],
      after: '他本人接了，說：我沒有換號碼，也沒有借錢。',
      feedback: '對。打原來的電話，聽他本人說。',
    },
    ask: ASK,
    give: {
      text: '照他說的轉錢過去',
      icon: 'money',
      sets: ['paid'],
      after: '錢出去了。那個帳號不再回你。',
      feedback: '很多人也這樣選，因為擔心家人。先打他原來的電話。',
    },
    afterwards: '再打給自己的銀行，也跟家人說一聲。',
  },
}
