import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { textsFor } from '#app/server/texts.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { QuestionPreview } from './question-preview.tsx'
import { readUpload } from './read-upload.server.ts'

test('a preview tells mistakes by line, what was copied, and shows HTML as text', async () => {
  const read = await readUpload({} as Tx, {
    text: '[plain]<b>Odd</b>?{T}\n\nOne?{~only}',
    courseId: 'stop-ask-rescue',
    language: 'zh-TW',
  })
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={textsFor('zh-TW')}>
      <QuestionPreview read={read} />
    </I18nextProvider>,
  )
  expect(html).toContain('讀到 1 題')
  expect(html).toContain('第 3 行')
  expect(html).toContain('只有一個選項')
  expect(html).toContain('英文先照抄中文，還沒有翻譯。')
  expect(html).toContain('&lt;b&gt;Odd&lt;/b&gt;?')
  expect(html).not.toContain('<b>Odd')
})
