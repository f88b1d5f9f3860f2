import { useTranslation } from 'react-i18next'
import { Dialog } from '#app/components/dialog.tsx'
import { Kbd } from '#app/components/kbd.tsx'

const KEYS = [
  { name: 'key_find', keys: ['/', 'F2'] },
  { name: 'key_customer', keys: ['F4'] },
  { name: 'key_park', keys: ['F8'] },
  { name: 'key_pay', keys: ['F9'] },
  { name: 'key_finish', keys: ['Enter'] },
  { name: 'key_back', keys: ['Esc'] },
  { name: 'key_lines', keys: ['↑', '↓'] },
  { name: 'key_quantity', keys: ['+', '−'] },
  { name: 'key_take_out', keys: ['Delete'] },
  { name: 'key_quick', keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4'] },
  { name: 'key_undo', keys: ['Ctrl+Z'] },
  { name: 'key_help', keys: ['?'] },
] as const

/** How to sell, in three sentences, and every key. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('till')
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('help.title')} wide>
      <ul className="till-help-words">
        <li>{t('help.scan')}</li>
        <li>{t('help.weigh')}</li>
        <li>{t('help.offline')}</li>
      </ul>
      <section className="till-help-keys">
        <h3>{t('help.keys')}</h3>
        <dl>
          {KEYS.map(({ name, keys }) => (
            <div key={name}>
              <dt>{t(`help.${name}`)}</dt>
              <dd>
                {keys.map((key) => (
                  <span key={key}>
                    <Kbd>{key}</Kbd>
                    <span className="visually-hidden">{key}</span>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </Dialog>
  )
}
