import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { recipes } from '#modules/inventory/index.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => ({
  recipes: await recipes.listRecipes(tx),
  title: textsFor(languageOf(edge.request)).t('stock:recipes.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['recipes'][number]

/** What the shop makes again and again. */
export default function Recipes() {
  const { recipes: all, title } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const said = (lines: Row['inputs']) =>
    lines
      .map(
        (line) =>
          `${line.productName} ${formatQuantity(line.quantityMilli)} ${unitWord(i18n, line.unit)}`,
      )
      .join('＋')
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('recipes.name'),
      cell: (recipe) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/recipes/${recipe.id}`} className={rowLinkClass}>
              {recipe.name}
            </Link>
          }
          under={`${said(recipe.inputs)} → ${said(recipe.outputs)}`}
        />
      ),
    },
  ]
  const add = (
    <Link to={`/${slug}/stock/recipes/new`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('recipes.add')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader
        title={title}
        under={t('recipes.lead')}
        back={{ to: `/${slug}/stock/changes/make`, label: t('do.make') }}
      >
        {all.length > 0 && add}
      </PartHeader>
      <DataTable
        caption={title}
        columns={columns}
        rows={all}
        rowKey={(recipe) => recipe.id}
        empty={<Empty action={add}>{t('recipes.none')}</Empty>}
      />
    </>
  )
}
